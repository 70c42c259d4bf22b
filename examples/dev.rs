#[path = "../tests/router/harbour.rs"]
#[allow(dead_code)]
mod harbour;
use claimbook::{claim::*, store::Store, web};
use harbour::*;
#[tokio::main]
async fn main() {
    let store = Store::open(std::path::Path::new(&std::env::args().nth(1).unwrap())).unwrap();
    if std::env::args().nth(3).is_some() {
        store.write_now(|w| w.add(harbour::sample())).unwrap();
        for i in 0..60u32 {
            let n = (i * 37 % 97 + 1) * (1 + i % 3 * 40);
            let text = format!(
                "Date: 2025-{:02}-{:02}\n\nAt least {n} people were killed or hurt in the valley of Ostra in week {i}, سلمى الأحمد said. <b>Nothing</b> else & more. A very long sentence goes on so that the opening has to be cut somewhere in the middle of it.\n",
                3 + i / 20,
                1 + i % 20
            );
            store
                .write_now(move |w| {
                    w.add(upload(&format!("{i}.txt"), &text, |t| {
                        let s = place(t, "سلمى الأحمد");
                        let eff = Effect::ALL[i as usize % 8];
                        Claims {
                            figures: vec![Figure {
                                hedge_words: if i % 2 == 0 { vec![place(t, "At least")] } else { vec![] },
                                group: Some(place(t, "people")),
                                trigger: vec![place(t, "were killed")],
                                source: Some(s),
                                modality: Modality::ALL[if i % 7 == 0 {
                                    1
                                } else if i % 11 == 0 {
                                    2
                                } else {
                                    0
                                }],
                                ..figure(
                                    place(t, &n.to_string()),
                                    Some(n as u64),
                                    if i % 2 == 0 { None } else { Some(n as u64) },
                                    if i % 2 == 0 { Hedge::AtLeast } else { Hedge::Exact },
                                    eff,
                                )
                            }],
                            quotes: vec![Quote {
                                source: Some(s),
                                cue: Some(place(t, "said")),
                                ..quote(
                                    QuoteKind::Indirect,
                                    vec![place(
                                        t,
                                        &format!(
                                            "At least {n} people were killed or hurt in the valley of Ostra in week {i}"
                                        ),
                                    )],
                                )
                            }],
                            sources: vec![source("سلمى الأحمد", SourceKind::Person, vec![s])],
                            ..Claims::default()
                        }
                    }))
                })
                .unwrap();
        }
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", std::env::args().nth(2).unwrap().parse().unwrap()))
        .await
        .unwrap();
    axum::serve(listener, web::router(web::AppState::new(store)))
        .await
        .unwrap();
}
