//! What the generated council talks about: its vocabulary, its bodies, its people. All of it invented.

use crate::random::Random;

/// How many different words the minutes are made of.
const VOCABULARY: usize = 20_000;

/// Words in order of frequency, to be drawn by the Zipf-Mandelbrot law that natural text follows, so
/// that an index of the corpus has the size and the shape of an index of real minutes.
pub struct Vocabulary {
    words: Vec<String>,
    /// The sum of the weights up to and with each word.
    cumulative: Vec<f64>,
}

impl Vocabulary {
    /// The little words first, then the trade's, then made-up ones on real stems and endings.
    pub fn new() -> Self {
        let mut words: Vec<String> =
            LITTLE.split_whitespace().chain(COUNCIL.split_whitespace()).map(str::to_owned).collect();
        let mut made = Vec::new();
        for beginning in BEGINNINGS.split(' ') {
            for stem in STEMS.split_whitespace() {
                made.extend(ENDINGS.split(' ').map(|ending| format!("{beginning}{stem}{ending}")));
            }
        }
        Random::new(0, 0).shuffle(&mut made);
        words.extend(made.into_iter().filter(|word| word.len() > 4));
        let mut seen = std::collections::HashSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words.truncate(VOCABULARY);
        debug_assert_eq!(words.len(), VOCABULARY, "too few stems and endings");
        let mut sum = 0.0;
        let cumulative = (1..=words.len())
            .map(|rank| {
                sum += (rank as f64 + 2.7).powf(-1.05);
                sum
            })
            .collect();
        Vocabulary { words, cumulative }
    }

    /// A word; the first are by far the most likely.
    pub fn draw(&self, random: &mut Random) -> &str {
        let total = self.cumulative.last().copied().unwrap_or_default();
        let at = random.unit() * total;
        &self.words[self.cumulative.partition_point(|sum| *sum <= at).min(self.words.len() - 1)]
    }

    /// A word to begin a sentence with: none that would make its paragraph a resolution.
    pub fn draw_first(&self, random: &mut Random) -> &str {
        loop {
            let word = self.draw(random);
            if !SIGNALS.contains(&word) {
                return word;
            }
        }
    }
}

/// A noun of the trade.
pub fn topic_word(random: &mut Random) -> &'static str {
    let words: &[&str] = &[
        "library",
        "highway",
        "budget",
        "school",
        "tenancy",
        "allotment",
        "harbour",
        "ferry",
        "museum",
        "orchard",
    ];
    random.pick(words)
}

/// Words that open a resolution when they are capitalised at the start of a paragraph.
const SIGNALS: &[&str] = &[
    "resolved",
    "agreed",
    "recommended",
    "decision",
    "decided",
    "noted",
    "approved",
    "endorsed",
    "deferred",
];

const LITTLE: &str = "
the of and to that in a be for was on with by it as is at from this would which were not had are an their has
been they have or there will also its but when these all more than other how who into what any could some about
between where after each so both while over through before under if such those during many most against within
only further whether may should being no new do can up out our we made said asked noted heard explained added";

const COUNCIL: &str = "
member members committee report reports council officer officers service services resident residents proposal
proposals question questions budget scheme schemes plan policy review year years county work need needs support
school schools care children adults young families carers housing homes road roads bus buses ferry bridge
bridges harbour coast river flood drainage waste recycling landfill library libraries museum theatre leisure park
parks allotments woodland orchard wildlife climate energy carbon air quality noise planning application
applications site sites building buildings land estate lease tenancy tenants landlord rent rents grant grants loan
reserve reserves capital revenue spending savings pressure pressures forecast quarter audit auditor risk risks
assurance control controls fraud treasury pension fund funds investment investments contract contracts supplier
suppliers tender market provider providers quality inspection inspections standard standards complaint complaints
ombudsman safeguarding fostering adoption nursery teacher teachers pupil pupils attendance exclusion transport
pathway pathways footway cycling parking speed crossing lighting gritting verges resurfacing contractor
consultation responses survey petition deputation evidence witness panel inquiry scrutiny executive chair
vice-chair leader portfolio cabinet election electors ballot ward wards parish town district region minister
department legislation statute guidance regulation licence licences licensing premises hearing appeal enforcement
partner partners partnership trust hospital surgery clinic nurse nurses doctor dentist prevention vaccination
wellbeing mental dementia disability equality impact assessment outcome outcomes target targets indicator
indicators performance trend average increase decrease growth economy employment skills apprenticeship college
business businesses tourism broadband digital data website telephone staff workforce recruitment retention
training turnover vacancy vacancies agency sickness programme programmes project projects milestone milestones
delay delays option options decision decisions recommendation amendment motion vote agreed recommended deferred
endorsed approved resolved urgent local public private national community communities voluntary charity
emergency resilience winter summer spring autumn monthly annual weekly daily";

const BEGINNINGS: &str = " re in con de pre un per trans inter sub ad com dis ex pro mis over under anti";
const STEMS: &str = "
bract calid cept clud cord crest dact dorn duct fact ferr fict fluct form frang gest grad grav hered host ject
junct labor lat lect leg lib liter lumin lut magn mand mater merc migr mod mort mut nav neg noct nounc numer
oper orn pact pat pell pend petr plen plic port posit prand press pugn quir rad rog rupt salv scand scrib sect
sent serv sign solv son spect spir stell strict sult tact tect tend terr tort tract trib turb vad vall vent verb
vert vinc voc volv vuln";
const ENDINGS: &str =
    " s ed ing er ers ion ions al ment ments ive ity able ance ant ary ory ous ism ist ful ness ward";

/// A body of the council: its name, and its kind as the content format has it.
pub type BodyName = (&'static str, &'static str);

/// The bodies, the ones with the most general business first: a small corpus has only those.
pub const BODIES: [BodyName; 30] = [
    ("County Council", "council"),
    ("Executive Board", "executive"),
    ("Adult Care and Wellbeing Advisory Committee", "advisory"),
    ("Overview and Scrutiny Committee", "scrutiny"),
    ("Planning and Rights of Way Committee", "regulatory"),
    ("Audit and Risk Committee", "regulatory"),
    ("Children and Learning Advisory Committee", "advisory"),
    ("Roads and Travel Advisory Committee", "advisory"),
    ("Climate and Countryside Advisory Committee", "advisory"),
    ("Culture and Libraries Advisory Committee", "advisory"),
    ("Housing Advisory Committee", "advisory"),
    ("Finance and Property Advisory Committee", "advisory"),
    ("Licensing Committee", "regulatory"),
    ("Licensing Hearings Panel", "regulatory"),
    ("Conduct and Standards Committee", "regulatory"),
    ("Staffing Committee", "regulatory"),
    ("Pensions Committee", "regulatory"),
    ("Local Pensions Board", "regulatory"),
    ("Constitution Working Party", "advisory"),
    ("Health Scrutiny Committee", "scrutiny"),
    ("Community Safety Scrutiny Committee", "scrutiny"),
    ("Health and Care Partnership", "partnership"),
    ("Harbour and Coast Partnership", "partnership"),
    ("Skills and Enterprise Partnership", "partnership"),
    ("Northern Area Joint Board", "joint"),
    ("Southern Area Joint Board", "joint"),
    ("Waste Disposal Joint Committee", "joint"),
    ("River Catchment Joint Committee", "joint"),
    ("Schools Forum", "partnership"),
    ("Emergency Planning Panel", "advisory"),
];

/// What items are about.
pub const SUBJECTS: [&str; 48] = [
    "Draft Budget",
    "Capital Investment",
    "Treasury Position",
    "Fees and Charges",
    "Council Tax Support",
    "School Places",
    "School Meals",
    "Early Years Funding",
    "Special Needs Transport",
    "Fostering Allowances",
    "Children in Care",
    "Youth Clubs",
    "Library Opening Hours",
    "Museum Collections",
    "Theatre Lease",
    "Leisure Centres",
    "Allotments",
    "Tree Planting",
    "River Flooding",
    "Coastal Defences",
    "Harbour Dues",
    "Ferry Subsidy",
    "Bus Network",
    "Cycle Routes",
    "Road Resurfacing",
    "Winter Gritting",
    "Street Lighting",
    "Parking Permits",
    "Speed Limits",
    "Bridge Strengthening",
    "Household Recycling",
    "Garden Waste",
    "Landfill Aftercare",
    "Home Care",
    "Care Home Fees",
    "Carers' Support",
    "Dementia Services",
    "Hospital Discharge",
    "Public Health Grant",
    "Dental Access",
    "Homelessness Prevention",
    "Housing Repairs",
    "Tenant Participation",
    "Taxi Licensing",
    "Food Hygiene",
    "Corporate Risks",
    "Complaints Handling",
    "Rural Broadband",
];

/// What sort of paper an item brings.
pub const PAPERS: [&str; 12] = [
    "Update",
    "Options",
    "Strategy",
    "Annual Report",
    "Consultation",
    "Outturn",
    "Monitoring",
    "Contract Award",
    "Policy Review",
    "Scrutiny Findings",
    "Delivery Plan",
    "Next Steps",
];

/// The documents of an item in their order: what their titles begin with, and their kind as the content
/// format has it.
pub const DOCUMENTS: [(&str, &str); 4] = [
    ("Report", "report"),
    ("Appendix A", "appendix"),
    ("Appendix B: equality assessment", "appendix"),
    ("Slides", "presentation"),
];

/// Outcomes, in the words of the content format that also make a sentence.
pub const OUTCOMES: [&str; 6] = ["noted", "agreed", "approved", "endorsed", "referred", "deferred"];

/// Posts of officers.
pub const POSTS: [&str; 12] = [
    "Director of Adult Care",
    "Director of Children and Learning",
    "Director of Finance",
    "Director of Place",
    "Director of Public Health",
    "Head of Audit",
    "Head of Highways",
    "Head of Housing",
    "Head of Legal Services",
    "Democratic Services Manager",
    "Planning Manager",
    "Principal Accountant",
];

/// Forenames, each with the honorific that the minutes use.
pub const FORENAMES: [(&str, &str); 40] = [
    ("Aisha", "Ms"),
    ("Aled", "Mr"),
    ("Alice", "Mrs"),
    ("Arjun", "Mr"),
    ("Beatrice", "Mrs"),
    ("Benedict", "Mr"),
    ("Bronwen", "Ms"),
    ("Carys", "Mrs"),
    ("Cedric", "Mr"),
    ("Charlotte", "Ms"),
    ("Conrad", "Mr"),
    ("Dilys", "Mrs"),
    ("Dominic", "Mr"),
    ("Edith", "Mrs"),
    ("Emrys", "Mr"),
    ("Esther", "Ms"),
    ("Felix", "Mr"),
    ("Fiona", "Mrs"),
    ("Gareth", "Mr"),
    ("Gwen", "Ms"),
    ("Hector", "Dr"),
    ("Imogen", "Dr"),
    ("Iqbal", "Mr"),
    ("Jasmine", "Ms"),
    ("Kenneth", "Mr"),
    ("Leonora", "Mrs"),
    ("Lionel", "Mr"),
    ("Mabel", "Mrs"),
    ("Meera", "Dr"),
    ("Nigel", "Mr"),
    ("Olwen", "Mrs"),
    ("Oscar", "Mr"),
    ("Phoebe", "Ms"),
    ("Quentin", "Mr"),
    ("Rhodri", "Mr"),
    ("Sunita", "Mrs"),
    ("Tobias", "Mr"),
    ("Ursula", "Ms"),
    ("Vikram", "Dr"),
    ("Winifred", "Mrs"),
];

/// Beginnings and endings of surnames. Each pair makes one of 120 surnames and no two people share
/// one: a name that fits two people is reported, and a benchmark of reports is not wanted.
pub const SURNAMES: ([&str; 12], [&str; 10]) = (
    ["Ash", "Birch", "Cald", "Darn", "Elm", "Fern", "Hazel", "Kirk", "Lang", "Mill", "Thorn", "Wen"],
    ["beck", "bury", "by", "croft", "dale", "field", "grave", "ridge", "stow", "wick"],
);

/// The months, as minutes write them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
