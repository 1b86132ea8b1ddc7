use provident_domain::lists::Language;
use provident_report::document::*;
fn span(t:&str)->Span{Span{text:t.into(),style:Style::Plain}}
fn main(){
 let rows=(0..60).map(|i| vec![vec![Span{text:format!("Provider {i}"),style:Style::Strong},Span{text:"Holding SAS".into(),style:Style::Faint}],vec![span("Sending newsletters to clients, and counting which of them are read by how many people in each month")],vec![Span{text:"unknown".into(),style:Style::Unknown}]]).collect();
 let d=Document::new("provider-dossier","Provider dossier","Lumeria Mail SAS",Language::En,chrono::NaiveDate::from_ymd_opt(2026,11,23).unwrap(),vec![
  Block::Meter{label:"Completeness of the record".into(),percent:61},
  Block::Facts{rows:vec![FactRow{label:"Status".into(),value:vec![span("In use")],note:None},FactRow{label:"Legal name".into(),value:vec![span("Harbourdesk Tvrđa ulica Ελληνικά Привет efficient")],note:Some("verified 3 Mar 2026 by the DPO from DPA v3, p. 9".into())}]},
  Block::Figures{items:vec![Figure{value:"84".into(),label:"providers".into()},Figure{value:"9".into(),label:"without".into()}]},
  Block::Heading{level:1,text:"What is missing".into()},
  Block::Note{text:"A remark set apart.".into()},
  Block::Heading{level:2,text:"Ticket desk".into()},
  Block::Table{heads:vec!["Provider".into(),"Purpose".into(),"Role".into()],widths:vec![30,50,20],rows,is_small:false}]);
 let d=Document{subtitle:Some("Harbourdesk".into()),..d}.numbered().with_history_head(Some("f0".repeat(32)));
 std::fs::write("/tmp/look.pdf",provident_report::render(&d).unwrap().bytes).unwrap();
}
