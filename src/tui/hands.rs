//! Carries effects out: questions go to workers, files are written in order on a thread of their own.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
};

use super::{
    Files, Hands, Message, clipboard, editor,
    guard::Guard,
    input::{self, Input},
    worker::Worker,
};
use crate::{
    app::{self, Edited, Effect, Event, Reply},
    browser,
};

/// Up to this many courses a search answers within the keystroke; above, on a worker.
const SEARCH_AT_ONCE: usize = 5_000;
/// More results than anybody scrolls through; their number is told in full.
const MOST_RESULTS: usize = 1_000;

type Job = Box<dyn FnOnce(&mut dyn Files) -> Option<Event> + Send>;

/// The world outside.
pub(super) struct Outside {
    planner: Worker,
    analyst: Worker,
    recommender: Worker,
    searcher: Worker,
    explainer: Worker,
    bender: Worker,
    inquirer: Worker,
    historian: Worker,
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    events: Sender<Message>,
    guard: Guard,
    input: Input,
}

impl Outside {
    /// Starts the threads.
    pub(super) fn new(files: Box<dyn Files>, events: Sender<Message>, guard: Guard, input: Input) -> io::Result<Self> {
        let worker = |name: &str| {
            let events = events.clone();
            let text = "an answer failed; this is a bug in prereq";
            Worker::start(name, move || {
                let _ = events.send(Message::Event(Box::new(Event::NoAnswer(text.to_owned()))));
            })
        };
        let (jobs, writer) = start_writer(files, events.clone())?;
        Ok(Self {
            planner: worker("planner")?,
            analyst: worker("analyst")?,
            recommender: worker("recommender")?,
            searcher: worker("searcher")?,
            explainer: worker("explainer")?,
            bender: worker("bender")?,
            inquirer: worker("inquirer")?,
            historian: worker("historian")?,
            jobs: Some(jobs),
            writer: Some(writer),
            events,
            guard,
            input,
        })
    }
    fn forget_all(&mut self) {
        let workers = [&mut self.planner, &mut self.analyst, &mut self.recommender, &mut self.explainer];
        workers.into_iter().chain([&mut self.bender, &mut self.inquirer, &mut self.historian]).for_each(Worker::forget);
    }
    fn write(&self, job: impl FnOnce(&mut dyn Files) -> Event + Send + 'static) {
        self.enqueue(Box::new(move |files| Some(job(files))));
    }
    /// Has the writer do something once it has written what is in line, and waits for it.
    fn ask<T: Send + 'static>(&self, job: impl FnOnce(&mut dyn Files) -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = channel();
        self.enqueue(Box::new(move |files| {
            let _ = answer.send(job(files));
            None
        }));
        answered.recv().ok()
    }
    fn enqueue(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

fn start_writer(mut files: Box<dyn Files>, events: Sender<Message>) -> io::Result<(Sender<Job>, JoinHandle<()>)> {
    let (jobs, queue) = channel::<Job>();
    let writer = thread::Builder::new().name("writer".to_owned()).spawn(move || {
        for job in queue {
            let done = catch_unwind(AssertUnwindSafe(|| job(files.as_mut())));
            let bug = |_| Some(Event::Failed("writing failed; this is a bug in prereq".to_owned()));
            // The interface may have left already; the writing goes on.
            if let Some(event) = done.unwrap_or_else(bug) {
                let _ = events.send(Message::Event(Box::new(event)));
            }
        }
    })?;
    Ok((jobs, writer))
}

fn reply_to(events: &Sender<Message>, generation: u64) -> impl Fn(Reply) + use<> {
    let events = events.clone();
    move |reply| {
        let _ = events.send(Message::Event(Box::new(Event::Reply { generation, reply })));
    }
}

impl Hands for Outside {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Plan { generation, advisor, request } => {
                let reply = reply_to(&self.events, generation);
                self.planner.ask(move |cancel| {
                    let plan =
                        advisor.plan(&request, cancel, &mut |better| reply(Reply::Progress(Arc::new(better.clone()))));
                    if !cancel.is_cancelled() {
                        reply(Reply::Plan(Arc::new(plan)));
                    }
                });
            }
            Effect::Gap { generation, advisor, request } => {
                let reply = reply_to(&self.events, generation);
                self.analyst.ask(move |cancel| {
                    let report = advisor.gap(&request.aim, cancel);
                    if !cancel.is_cancelled() {
                        reply(Reply::Gap(Arc::new(report)));
                    }
                });
            }
            Effect::Recommend { generation, advisor, request } => {
                let reply = reply_to(&self.events, generation);
                self.recommender.ask(move |cancel| {
                    // A first list without the planner's opinion, then the whole.
                    reply(Reply::RecommendedSoFar(Arc::new(advisor.score_first(&request))));
                    let scored = advisor.score(&request, cancel);
                    if !cancel.is_cancelled() {
                        reply(Reply::Recommended(Arc::new(scored)));
                    }
                });
            }
            Effect::Why { generation, advisor, request, course } => {
                let reply = reply_to(&self.events, generation);
                self.explainer.ask(move |cancel| {
                    let why = advisor.why(&request, course, cancel);
                    if !cancel.is_cancelled() {
                        reply(Reply::Why(course, Arc::new(why)));
                    }
                });
            }
            Effect::Bend { generation, advisor, request } => {
                let reply = reply_to(&self.events, generation);
                self.bender.ask(move |cancel| {
                    let found = advisor.limited(&request, cancel, &mut |better| {
                        // What is found on the way takes no notice of limits.
                        if request.limits.is_empty() {
                            reply(Reply::BentSoFar(Arc::new(better.clone())));
                        }
                    });
                    if !cancel.is_cancelled() {
                        reply(Reply::Bent(Arc::new(found.into())));
                    }
                });
            }
            Effect::Inquire { generation, advisor, request, question, first } => {
                let reply = reply_to(&self.events, generation);
                self.inquirer.ask(move |cancel| {
                    app::inquire(question, &advisor, &request, first.as_ref(), cancel, &mut |found, whole| {
                        if !cancel.is_cancelled() {
                            reply(Reply::Inquired(found, whole));
                        }
                    });
                });
            }
            Effect::Compare { generation, old, new } => {
                let reply = reply_to(&self.events, generation);
                self.historian.ask(move |cancel| {
                    app::compare(&old, &new, cancel, &mut |found| {
                        if !cancel.is_cancelled() {
                            reply(Reply::Compared(Arc::new(found)));
                        }
                    });
                });
            }
            Effect::Unbend => self.bender.forget(),
            Effect::Dismiss => self.inquirer.forget(),
            Effect::Mouse(on) => {
                if let Err(error) = self.guard.mouse(on) {
                    return vec![Event::Failed(error.to_string())];
                }
            }
            Effect::LeaveDraft => self.write(|files| match files.leave_draft() {
                Some(path) => Event::Edited(Edited::Left(path)),
                None => Event::Edited(Edited::Unchanged),
            }),
            Effect::Copy(text) => {
                clipboard::copy(&text, std::env::var_os("TMUX"));
            }
            Effect::OpenPage(url) => {
                return vec![match browser::open(&url, &|name| std::env::var_os(name)) {
                    Ok(_) => Event::PageOpened(url),
                    Err(error) => Event::Failed(error.to_string()),
                }];
            }
            Effect::Forget => self.forget_all(),
            Effect::Search { generation, advisor, query, path } => {
                let few = advisor.catalog().courses().len() <= SEARCH_AT_ONCE;
                let answer = move || {
                    let path = path.map(|plan| advisor.courses_of(&plan));
                    Reply::Found(advisor.search(&query, MOST_RESULTS, path.as_deref()))
                };
                if few {
                    return vec![Event::Reply { generation, reply: answer() }];
                }
                let reply = reply_to(&self.events, generation);
                self.searcher.ask(move |_| reply(answer()));
            }
            Effect::Save(edits) => self.write(move |files| match files.update(&edits) {
                Ok(profile) => Event::Saved(profile),
                Err(message) => Event::NotSaved { message, profile: files.profile().ok() },
            }),
            Effect::Step(step) => self.write(move |files| match files.step(step) {
                Ok(Some((before, now))) => {
                    Event::Stepped { step, before: before.map(Box::new), now: Some(Box::new(now)) }
                }
                Ok(None) => Event::Stepped { step, before: None, now: None },
                Err(message) => Event::NotSaved { message, profile: files.profile().ok() },
            }),
            Effect::KeepWeights(weights) => self.write(move |files| match files.keep_weights(&weights) {
                Ok(path) => Event::WeightsKept { weights, place: path.to_string_lossy().into_owned() },
                Err(message) => Event::Failed(message),
            }),
            Effect::Recall => self.enqueue(Box::new(|files| files.recall().map(Event::Recalled))),
            Effect::Remember(last) => self.enqueue(Box::new(move |files| {
                files.remember(&last);
                None
            })),
            Effect::Export(export) => self.write(move |files| Event::Exported(files.export(&export))),
            // The loop's own business.
            Effect::Quit | Effect::Suspend | Effect::EditProfile => {}
        }
        Vec::new()
    }
    fn look(&mut self) {
        // In line with the writing: what was asked to be written before is no news.
        self.enqueue(Box::new(|files| match files.catalog_changed() {
            Ok(catalog) => catalog.map(Event::Catalog),
            Err(message) => Some(Event::Failed(message)),
        }));
        self.enqueue(Box::new(|files| match files.changed() {
            Ok(profile) => profile.map(Event::Changed),
            Err(message) => Some(Event::Failed(message)),
        }));
    }
    fn edit(&mut self) -> io::Result<Event> {
        let Some(command) = editor::named(&|name| std::env::var_os(name)) else {
            let text = "there is no editor to open: set VISUAL or EDITOR";
            return Ok(Event::Edited(Edited::Failed(text.to_owned())));
        };
        let path = match self.ask(|files| files.draft()) {
            Some(Ok(path)) => path,
            Some(Err(message)) => return Ok(Event::Edited(Edited::Failed(message))),
            None => return Ok(Event::Edited(Edited::Failed("writing failed; this is a bug in prereq".to_owned()))),
        };
        // Nobody else may read what is typed into the editor.
        let ended = self.input.paused(|| {
            self.guard.lend();
            let ended = editor::run(&command, &path);
            self.guard.renew().map(|()| ended)
        })?;
        let edited = match ended {
            Ok(()) => self.ask(|files| files.end_draft()),
            Err(message) => self.ask(|files| files.leave_draft()).map(|left| match left {
                Some(path) => Edited::Failed(format!("{message}; what you wrote is in {}", path.display())),
                None => Edited::Failed(message),
            }),
        };
        let bug = || Edited::Failed("reading your file failed; this is a bug in prereq".to_owned());
        Ok(Event::Edited(edited.unwrap_or_else(bug)))
    }
    fn suspend(&mut self) -> io::Result<()> {
        self.guard.suspend()
    }
    fn renew(&mut self) -> io::Result<()> {
        self.guard.renew()
    }
    fn is_gone(&self) -> bool {
        input::is_gone()
    }
    fn finish(&mut self) {
        self.forget_all();
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}
