//! `assess`: asks only what is needed about the goal's skills, and infers what the answers imply.

use std::io::{self, BufRead as _, Write as _};

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    advisor::Advisor,
    assess::{ANCHORS, Answer, Assessment, Finding, Origin, Question, Why},
    cli::{
        args::AimArgs,
        ask, complete,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::{Output, Table, Tone},
        parse, signals,
    },
    domain::{Level, SkillId, SkillIx, scrub},
    path::Aim,
    phrase,
    store::ProfileStore,
};

/// Arguments of `assess`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq assess                                        about your active goals\n  \
    prereq assess --goal data-scientist\n  \
    prereq assess --json                                 what would be asked, as a document\n  \
    prereq assess --answer python=working --answer statistics=none --yes\n\n\
    Answer with a number from 0 to 4, or a word: none, awareness, working, practitioner, expert; with nothing if you\n\
    do not know, b to go back, q to stop. Nothing is written before you say so; `prereq profile undo` takes it back.")]
pub struct AssessArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// An answer given beforehand, such as python=working or python=2; may be repeated
    #[arg(long = "answer", value_name = "SKILL=LEVEL", value_parser = answer_arg, add = ArgValueCompleter::new(complete::skills))]
    pub answers: Vec<(SkillId, Given)>,
    /// Ask nothing more and write what is known now
    #[arg(short, long)]
    pub yes: bool,
}

/// What was answered on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given(Answer);

fn answer_arg(text: &str) -> Result<(SkillId, Given), String> {
    let (skill, level) = text.split_once('=').ok_or_else(|| "an answer is written python=working".to_owned())?;
    Ok((parse::skill(skill.trim())?, Given(read_answer(level)?)))
}

/// An answer as people type it: the number or the beginning of the word of an anchor, a level, nothing.
fn read_answer(text: &str) -> Result<Answer, String> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || text == "?" {
        return Ok(Answer::Unknown);
    }
    if let Ok(number) = text.parse::<usize>()
        && let Some(anchor) = ANCHORS.get(number)
    {
        return Ok(Answer::Anchor(*anchor));
    }
    if let Some(anchor) = ANCHORS.iter().find(|a| a.anchor().starts_with(&text)) {
        return Ok(Answer::Anchor(*anchor));
    }
    let level =
        parse::level(&text).map_err(|_| "0 to 4, or none, awareness, working, practitioner, expert".to_owned())?;
    Ok(if ANCHORS.contains(&level) { Answer::Anchor(level) } else { Answer::Exactly(level) })
}

/// Runs `assess`.
pub fn run(args: &AssessArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let aim = ask::aim(&advisor, &args.aim)?;
    let mut round = advisor.assess(&aim);
    for (id, given) in &args.answers {
        let skill = advisor.skill(id.as_str())?;
        if !round.answer(skill, given.0) {
            ctx.warn(&format!("{} has nothing to do with this goal; left out", advisor.catalog().skill(skill).name));
        }
    }
    let mut write = args.yes;
    if !ctx.global.json && !args.yes {
        // A question waits for as long as one likes: Ctrl-C leaves at once, and nothing is written.
        signals::leave_at_once();
        let mut talk = Talk { advisor: &advisor, ctx, round: &mut round };
        talk.ask();
        write = talk.confirm();
    }
    let edits = round.edits(ctx.today);
    if write && !edits.is_empty() {
        ProfileStore::new(ctx.paths()?.profile).update(&edits)?;
    }
    let written = write && !edits.is_empty();
    if ctx.global.json {
        ctx.out.json(&document(&advisor, &aim, &round, written));
    } else if !ctx.global.quiet {
        print(&advisor, &aim, &round, &mut ctx.out);
        closing(&round, written, edits.len(), ctx);
    }
    Ok(Outcome::Done)
}

fn closing(round: &Assessment, written: bool, edits: usize, ctx: &mut Context) {
    let open = round.open().len() as u64;
    ctx.out.gap();
    if open > 0 {
        ctx.out.line(&format!("{} left open", phrase::count(open, "question")));
    }
    match (written, edits) {
        (true, n) => {
            ctx.out.toned(Tone::Good, &format!("wrote {} to your profile", phrase::count(n as u64, "level")));
            ctx.hint("`prereq plan` shows the path from here; `prereq profile undo` takes this back");
        }
        (false, 0) => ctx.out.line("there is nothing to write"),
        (false, _) => {
            ctx.out.line("nothing was written");
            ctx.hint("--yes writes it; --answer SKILL=LEVEL answers or corrects");
        }
    }
}

/// The conversation, on standard error and standard input.
struct Talk<'a> {
    advisor: &'a Advisor,
    ctx: &'a Context,
    round: &'a mut Assessment,
}

impl Talk<'_> {
    fn say(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{}", scrub(text));
    }
    /// A line typed; `None` at the end of the input. What was asked is on the screen before.
    fn line(&self, prompt: &str) -> Option<String> {
        let mut stderr = io::stderr();
        let _ = write!(stderr, "{prompt}");
        let _ = stderr.flush();
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).ok().filter(|n| *n > 0);
        if read.is_none() {
            let _ = writeln!(stderr);
        }
        read.map(|_| line.trim().to_owned())
    }
    fn name(&self, skill: SkillIx) -> &str {
        &self.advisor.catalog().skill(skill).name
    }

    /// Asks until nothing that matters is open, or the learner has had enough.
    fn ask(&mut self) {
        let mut told = false;
        while let Some(question) = self.round.next() {
            if !told && self.ctx.around.stdin_terminal {
                self.say("0 none · 1 awareness · 2 working · 3 practitioner · 4 expert");
                self.say("Enter: I do not know · b: back · q: enough");
                told = true;
            }
            self.put(&question);
            loop {
                let Some(line) = self.line("  0–4? ") else { return };
                match line.to_lowercase().as_str() {
                    "q" | "quit" | "stop" => return,
                    "b" | "back" => {
                        if self.round.back().is_none() {
                            self.say("  this is the first question");
                            continue;
                        }
                        break;
                    }
                    "?" | "h" | "help" => {
                        for (number, anchor) in ANCHORS.iter().enumerate() {
                            let meaning = phrase::anchor_meaning(*anchor);
                            self.say(&format!("  {number} {:<13}{meaning}", anchor.anchor()));
                        }
                        continue;
                    }
                    _ => {}
                }
                match read_answer(&line) {
                    Ok(answer) => {
                        let news = self.round.follows(question.skill, answer);
                        self.round.answer(question.skill, answer);
                        news.iter().for_each(|f| self.tell(f));
                        break;
                    }
                    Err(wanted) => self.say(&format!("  {wanted}; ? says what they mean")),
                }
            }
        }
    }

    fn put(&self, question: &Question) {
        let (asked, open) = (self.round.answered(), self.round.open().len());
        let most = phrase::count(open as u64, "question");
        let paint = self.ctx.out.paint;
        let name = paint.tone(Tone::Strong, &scrub(self.name(question.skill)));
        let _ = writeln!(io::stderr(), "\n{}. {name}", asked + 1);
        self.say(&format!("  {}; {most} left at most", phrase::question_reason(question)));
    }

    fn tell(&self, finding: &Finding) {
        let (mark, origin) = (phrase::finding_mark(finding), phrase::finding_origin(finding, self.advisor.catalog()));
        self.say(&format!(
            "  → {} {}, {mark}: {origin}",
            self.name(finding.skill),
            phrase::level_or_none(finding.level)
        ));
    }

    /// Shows what was found and has it confirmed, or corrected first.
    fn confirm(&mut self) -> bool {
        loop {
            if self.round.edits(self.ctx.today).is_empty() {
                return false;
            }
            if self.ctx.around.stdin_terminal {
                self.say("");
                let found = self.round.findings();
                for f in found.iter().filter(|f| f.origin != Origin::Before) {
                    let said = phrase::finding_origin(f, self.advisor.catalog());
                    let mark = phrase::finding_mark(f);
                    let id = &self.advisor.catalog().skill(f.skill).id;
                    self.say(&format!("  {:<28} {:<18} {mark:<9} {said}", id.as_str(), phrase::level_or_none(f.level)));
                }
            }
            let Some(line) = self.line("Write this to your profile? yes, no, or SKILL=LEVEL to correct: ") else {
                return false;
            };
            match line.to_lowercase().as_str() {
                "y" | "yes" => return true,
                "n" | "no" | "q" => return false,
                _ => match answer_arg(&line) {
                    Err(wanted) => self.say(&format!("  {wanted}")),
                    Ok((id, given)) => match self.advisor.skill(id.as_str()) {
                        Ok(skill) => {
                            self.round.answer(skill, given.0);
                        }
                        Err(error) => self.say(&format!("  {error}")),
                    },
                },
            }
        }
    }
}

fn print(advisor: &Advisor, aim: &Aim, round: &Assessment, out: &mut Output) {
    let catalog = advisor.catalog();
    let goals = aim.goals.iter().map(|g| g.title.clone());
    let titles: Vec<String> = goals.chain(aim.to.iter().map(|&c| catalog.course(c).title.clone())).collect();
    out.toned(Tone::Strong, &phrase::list_and(&titles));
    let mut table = Table::new().flexible("skill").left("level").left("asked").left("").flexible("from");
    let name = |skill: SkillIx| (Tone::Plain, catalog.skill(skill).name.clone());
    for f in round.findings() {
        let asked = f.asked.map(|l| l.to_string()).unwrap_or_default();
        let mark = phrase::finding_mark(&f);
        let tone = if mark == "likely" { Tone::Warn } else { Tone::Dim };
        table.row([
            name(f.skill),
            (Tone::Plain, phrase::level_or_none(f.level)),
            (Tone::Dim, asked),
            (tone, mark.to_owned()),
            (Tone::Dim, phrase::finding_origin(&f, catalog)),
        ]);
    }
    for q in round.open() {
        let asked = q.asked.map(|l| l.to_string()).unwrap_or_default();
        table.row([
            name(q.skill),
            (Tone::Dim, "open".to_owned()),
            (Tone::Dim, asked),
            (Tone::Dim, String::new()),
            (Tone::Dim, phrase::question_reason(&q)),
        ]);
    }
    out.table(&table);
}

#[derive(Serialize)]
struct AssessDoc<'a> {
    schema: &'static str,
    goals: Vec<GoalRow<'a>>,
    levels: Vec<LevelRow<'a>>,
    open: Vec<OpenRow<'a>>,
    written: bool,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct LevelRow<'a> {
    skill: &'a str,
    name: &'a str,
    level: f64,
    asked: Option<f64>,
    from: &'static str,
    inferred_from: Option<&'a str>,
    because: Option<&'static str>,
    doubtful: bool,
}

#[derive(Serialize)]
struct OpenRow<'a> {
    skill: &'a str,
    name: &'a str,
    asked: Option<f64>,
    saves_hours: f64,
}

fn document<'a>(advisor: &'a Advisor, aim: &'a Aim, round: &Assessment, written: bool) -> AssessDoc<'a> {
    let catalog = advisor.catalog();
    let asked = |level: Option<Level>| level.map(json::level);
    let goals = aim.goals.iter().map(|g| GoalRow { id: g.id.as_str(), title: &g.title });
    let to = aim.to.iter().map(|&c| catalog.course(c)).map(|c| GoalRow { id: c.id.as_str(), title: &c.title });
    AssessDoc {
        schema: "prereq.assess/1",
        goals: goals.chain(to).collect(),
        levels: (round.findings().into_iter())
            .map(|f| {
                let (from, inferred_from, because, doubtful) = match f.origin {
                    Origin::Before => ("profile", None, None, false),
                    Origin::Said => ("assess", None, None, false),
                    Origin::Inferred { from, why, doubtful, .. } => {
                        let because = match why {
                            Why::Passed => "passed",
                            Why::Beneath => "beneath",
                            Why::Stranger => "stranger",
                        };
                        ("inferred", Some(catalog.skill(from).id.as_str()), Some(because), doubtful)
                    }
                };
                let skill = catalog.skill(f.skill);
                LevelRow {
                    skill: skill.id.as_str(),
                    name: &skill.name,
                    level: json::level(f.level),
                    asked: asked(f.asked),
                    from,
                    inferred_from,
                    because,
                    doubtful,
                }
            })
            .collect(),
        open: (round.open().into_iter())
            .map(|q| {
                let skill = catalog.skill(q.skill);
                OpenRow {
                    skill: skill.id.as_str(),
                    name: &skill.name,
                    asked: asked(q.asked),
                    saves_hours: json::hours(q.saves),
                }
            })
            .collect(),
        written,
    }
}
