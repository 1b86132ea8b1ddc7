//! The screens of the record, on the sample company as it is.

use crate::journeys::look_at_the_sample;
use crate::window::journey;

#[test]
fn the_record_of_the_sample_company_is_shown() {
    journey("record", async |window| {
        look_at_the_sample(window).await?;
        window.go("Processing").await?;
        window.reads("Payroll and administration of employees").await?;
        window.picture("1-controller").await?;
        window.press("Payroll and administration of employees").await?;
        window.reads_heading("Payroll and administration of employees").await?;
        window.picture("2-activity").await?;
        window.go("Transfers").await?;
        window.reads("Guichetto").await?;
        window.picture("3-transfers").await?;
        window.tab("Where our data goes").await?;
        window.picture("4-flow").await?;
        window.tab("Concentration").await?;
        window.picture("5-concentration").await?;
        window.go("Our sub-processors").await?;
        window.reads("Granvelour Cloud").await?;
        window.picture("6-our-list").await?;
        window.go("Calendar").await?;
        window.reads("Guichetto").await?;
        window.picture("7-calendar").await?;
        window.go("Providers").await?;
        window.reads("18 providers").await?;
        window.write("Search providers", "guichetto").await?;
        window.press("Guichetto").await?;
        window.reads_heading("Guichetto").await?;
        window.tab("Transfers").await?;
        window.reads("Guichetto Night Desk").await?;
        window.picture("8-legs").await?;
        window.tab("Sub-processors").await?;
        window.reads("Nordlys Hosting").await?;
        window.picture("9-tree").await?;
        Ok(())
    });
}
