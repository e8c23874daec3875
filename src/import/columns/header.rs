//! Headings: the names columns go by in several languages, which line is the heading, which columns are personal.

use super::{
    content::{self, is_code},
    field::Field,
};

/// Names of columns, folded to lower case without marks; the first are the surest.
const NAMES: &[(Field, &str)] = &[
    (
        Field::Id,
        "code|course code|course id|courseid|id|catalogcourseid|course number|course no|number|slug|key|\
         @key|kode|emnekode|dersin kodu|ders kodu|codigo|cours code|sigle|kurs id|kursnummer|\
         modulnummer|module code|unit code|catalog number|cid",
    ),
    (
        Field::Title,
        "title|course title|course name|coursename|course|courses|name|long title|display name|titre|\
         titel|titulo|titolo|nombre|nombre del curso|curso|kurs|kursname|kurstitel|navn|emnenavn|\
         ders adi|ders|nom|intitule|module|module title|module name|class|class name|course full name|\
         headline",
    ),
    (
        Field::Provider,
        "provider|providers|institution|university|organization|organisation|course organization|\
         partner|partner name|school|org|offered by|college|anbieter|proveedor|universidad|\
         etablissement|universite|institutt|vendor|publisher|author|instructor|instructors|\
         instructor name|teacher|academy",
    ),
    (Field::Platform, "platform|site|source platform|plattform|plataforma|website|hosted on"),
    (Field::Url, "url|link|course url|course link|href|web|page url|address|enlace|lien|webseite"),
    (
        Field::Summary,
        "description|summary|short description|course description|course summary|about|abstract|\
         overview|beschreibung|descripcion|beskrivelse|aciklama|tanim|content|headline text|blurb|\
         syllabus|what you learn",
    ),
    (
        Field::Hours,
        "hours|total hours|duration hours|estimated hours|learning hours|content duration|course time|\
         time|length|stunden|horas|heures|total duration|workload hours|learning time|contact hours|\
         saat|dauer stunden",
    ),
    (Field::Effort, "effort|weekly hours|hours per week|hours week|weekly effort|workload|commitment"),
    (
        Field::Duration,
        "duration|weeks|length weeks|duration weeks|dauer|duracion|duree|varighet|course duration|\
         months",
    ),
    (Field::Price, "price|cost|fee|tuition|preis|precio|prix|pris|amount|ucret|course price|kosten|list price"),
    (Field::Currency, "currency|currency code|waehrung|moneda|devise"),
    (
        Field::Rating,
        "rating|ratings|course rating|avg rating|average rating|stars|score|bewertung|note|calificacion|\
         rating value|review score|valoracion",
    ),
    (
        Field::Ratings,
        "reviews|num reviews|course reviews num|number of reviews|reviews count|review count|\
         rating count|num ratings|number of ratings|ratings count|bewertungen|reviews value|opiniones|\
         num of reviews",
    ),
    (
        Field::Difficulty,
        "level|difficulty|course difficulty|course level|instructional level|niveau|nivel|niva|\
         schwierigkeit|seviye|difficulty level|experience level",
    ),
    (
        Field::Language,
        "language|course language|sprache|idioma|langue|sprak|dil|languages|instruction language|\
         teaching language|undervisningssprak",
    ),
    (Field::Format, "format|delivery|pacing|mode|delivery mode|modality|course format|formato"),
    (
        Field::Kind,
        "type|course type|certificate type|course certificate type|learning product type|product type|\
         kind|certification",
    ),
    (
        Field::Tags,
        "tags|subject|subjects|category|categories|topic|topics|department|area|field|keywords|faculty|\
         fachbereich|categoria|departamento|kategori|section|genre|genres|subcategory|domain|\
         subject area|themen|fagomrade|attributes|institute",
    ),
    (
        Field::Skills,
        "skills|course skills|skills covered|skills gained|competencies|learning outcomes skills|skill|\
         faehigkeiten|kompetenzen|habilidades|competences|associatedskills",
    ),
    (
        Field::Credits,
        "credits|units|credit|credit hours|ects|total units|credits value|points|studiepoeng|kredi|\
         leistungspunkte|creditos|unit value|cp|lp",
    ),
    (
        Field::Prerequisites,
        "prerequisites|prerequisite|prereqs|prereq|prereq text|requirements|requires|required courses|\
         pre requisites|pre requisite|preandcorequisites|builds on|prerequis|voraussetzungen|\
         voraussetzung|requisitos|prerrequisitos|forkunnskaper|forkunnskapskrav|on kosul|onkosul|\
         depends on|dependencies|prereq expr|prerequisite text|entry requirements|required knowledge|\
         prerequisite courses|prerequisiti|voorkennis|krav",
    ),
    (
        Field::Corequisites,
        "corequisites|corequisite|coreqs|coreq|co requisites|co requisite|preorcorequisites|concurrent",
    ),
    (
        Field::Recommended,
        "recommended|recommended preparation|recommended prerequisites|anbefalte forkunnskaper|\
         recommended background|recommended courses|empfohlene vorkenntnisse",
    ),
    (
        Field::Excludes,
        "excludes|exclusions|exclusion|antirequisites|antirequisite|not with|credit exclusion|\
         restrictions",
    ),
    (
        Field::SameAs,
        "equivalent|equivalents|same as|joint|cross listings|cross listed|crosslistings|\
         crosslistedcourses|meets with",
    ),
    (Field::Details, "details|info|meta|rating reviews|metadata|course info"),
    (Field::Status, "status|active|hidden|retired|archived|availability"),
];

/// Words in names of columns that say who somebody is.
const PERSONAL: &str = "email|e mail|mail|learner name|student name|user name|username|first name|last name|firstname|\
    lastname|surname|full name|fullname|phone|telephone|mobile|birth|birthday|birthdate|dob|\
    student id|learner id|user id|userid|studentid|learnerid|matriculation|ssn|passport|gender|age|\
    nationality|enrolled by|contact|password|ip address|home address|street|postcode|zip code|\
    learner|student|employee|employee name|employee id|employee email|ansatt|nachname|vorname|\
    apellido|nom de famille|correo|telefon|telefono|instructor email|registered by|participant|\
    participants names|manager|salary";

/// A heading in the form names are compared in: lower case, marks to blanks, accents off.
pub(super) fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    let mut before = ' ';
    for c in name.trim().nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        let c = match c {
            'ı' => 'i',
            'ø' | 'Ø' => 'o',
            'ß' => 's',
            c => c,
        };
        // "courseTitle" is two words.
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        if c.is_alphanumeric() || c == '@' {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        before = c;
    }
    out.trim().to_owned()
}

/// The field a heading names, and how surely: 0 is surest.
fn ranked(name: &str) -> Option<(Field, usize)> {
    let folded = fold(name);
    let tight = folded.replace(' ', "");
    if folded.is_empty() {
        return None;
    }
    let exact = NAMES.iter().filter_map(|(field, names)| {
        let at = names.split('|').position(|n| n == folded || n.replace(' ', "") == tight)?;
        Some((*field, at))
    });
    if let Some(found) = exact.min_by_key(|(_, at)| *at) {
        return Some(found);
    }
    // "Course Title (English)", "price (EUR)", "subjectCode.name"
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 5 {
        return None;
    }
    let inside =
        NAMES.iter().flat_map(|(field, names)| names.split('|').enumerate().map(move |(at, n)| (*field, at, n)));
    let inside = inside.filter(|(_, _, n)| {
        let name: Vec<&str> = n.split(' ').collect();
        n.len() >= 4 && words.windows(name.len()).any(|w| w == name.as_slice())
    });
    inside
        .max_by_key(|(_, at, n)| (n.split(' ').count(), n.len(), usize::MAX - at))
        .map(|(field, at, _)| (field, 40 + at))
}

/// The field a heading names.
pub fn field_of(name: &str) -> Option<Field> {
    if is_personal(name) { None } else { ranked(name).map(|(field, _)| field) }
}

/// How well a heading names a field, up to 60.
pub(super) fn strength(name: &str, field: Field) -> i64 {
    match ranked(name) {
        Some((found, at)) if found == field => 60 - i64::try_from(at.min(60)).unwrap_or(60),
        _ => 0,
    }
}

/// Whether a heading says that the column is about persons.
pub fn is_personal(name: &str) -> bool {
    let folded = fold(name);
    let tight = folded.replace(' ', "");
    PERSONAL.split('|').any(|p| p == folded || p.replace(' ', "") == tight)
        || folded.split(' ').any(|w| matches!(w, "email" | "emails" | "phone" | "password" | "ssn" | "birthdate"))
        || tight.contains("emailaddress")
        || (folded.starts_with("learner ")
            || folded.starts_with("student ")
            || folded.starts_with("user ")
            || folded.starts_with("employee "))
            && ["name", "id", "names", "mail", "number", "username", "login"].iter().any(|w| folded.ends_with(w))
}

/// Whether a key of a record names its title.
pub fn is_title(name: &str) -> bool {
    field_of(name) == Some(Field::Title)
}

/// Whether a key holds prerequisites, whose trees are left whole.
pub fn is_requirement(name: &str) -> bool {
    matches!(
        field_of(name),
        Some(Field::Prerequisites | Field::Corequisites | Field::Recommended | Field::Excludes | Field::SameAs)
    )
}

/// Whether the heading of a table says that its rows are courses.
pub fn looks_like_courses(head: &[String]) -> bool {
    let fields: Vec<Field> = head.iter().filter_map(|name| field_of(name)).collect();
    fields.contains(&Field::Title) && fields.len() >= 2
}

/// Which of the first rows is the heading; `None` where the data begin at once.
pub fn heading(rows: &[&[String]], width: usize) -> Option<usize> {
    let known = |row: &[String]| row.iter().filter(|c| c.chars().count() <= 60 && ranked(c).is_some()).count();
    let plausible = |row: &[String]| {
        let filled = row.iter().filter(|c| !c.trim().is_empty()).count();
        // A row of data may hold a word such as "Course" or "Beginner"; a heading holds neither numbers nor addresses.
        filled * 2 >= width
            && !row.iter().any(|c| {
                content::is_url(c)
                    || c.trim().parse::<f64>().is_ok()
                    || is_code(c) && c.chars().any(|x| x.is_ascii_digit()) && !c.chars().any(char::is_lowercase)
            })
    };
    let best = (0..rows.len().min(15))
        .filter(|&i| plausible(rows[i]) && known(rows[i]) > 0 && rows.len() > i + 1)
        .max_by_key(|&i| (known(rows[i]), usize::MAX - i));
    if let Some(at) = best
        && known(rows[at]) * 3 >= rows[at].iter().filter(|c| !c.trim().is_empty()).count().min(9)
    {
        return Some(at);
    }
    // Headings nobody knows: words over columns of something else.
    let first = rows.first()?;
    if rows.len() < 3 || !plausible(first) || first.iter().any(|c| c.trim().is_empty() || c.chars().count() > 40) {
        return None;
    }
    let differs = |column: usize| {
        let below: Vec<&str> =
            rows[1..].iter().filter_map(|r| r.get(column)).map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
        let typed = below.iter().filter(|c| c.parse::<f64>().is_ok() || content::is_url(c) || is_code(c)).count();
        !below.is_empty() && typed * 10 >= below.len() * 8
    };
    let repeated = |column: usize| rows[1..].iter().any(|r| r.get(column).is_some_and(|c| c == &first[column]));
    ((0..first.len()).any(differs) && !(0..first.len()).any(repeated)).then_some(0)
}
