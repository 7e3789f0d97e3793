using System.Net;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Spreadsheets;
using Commissioning.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class ReturnWorkbookPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_return_workbook_is_downloaded_filled_in_handed_back_marked_and_saved()
    {
        host.Clock.MoveTo("2025-07-02 10:00");
        var area = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        var browser = await host.AsAsync(await host.DemoAsync("csp"));
        var page = await browser.OpenAsync(Links.CspBudgets.UploadReturnWorkbook("2025-26", area, ReturnPeriod.Quarter1));
        (await page.PressAsync("Read the workbook", HttpStatusCode.BadRequest)).AssertError("Choose the workbook first");
        var book = await DownloadAsync(browser, Links.CspBudgets.ReturnWorkbook("2025-26", area, ReturnPeriod.Quarter1));
        (
            await page.Attach("Workbook", "q1.xlsx", new SampleWorkbook().Sheet("A", ["x"]).Write())
                .PressAsync("Read the workbook", HttpStatusCode.BadRequest)
        ).AssertError("q1.xlsx is not the workbook of a return. Download the workbook from the page of the return and fill it in.");

        page = await page.Attach("Workbook", "q1.xlsx", Typed(book, ("B2", "2025-06-03"), ("D2", "Wardens"), ("E2", "1,23")))
            .PressAsync("Read the workbook");
        page.AssertSays("Sheet Spending, E2: \"1,23\" is not an amount in pounds and pence. Did you mean £1.23?");
        page.AssertDoesNotSay("Save all of it");
        var marked = await DownloadAsync(browser, Links.CspBudgets.MarkedReturnWorkbook(Guid.Parse(page.Address.Segments[^1])));
        Assert.Contains("Did you mean £1.23", SheetFile.Read("a.xlsx", marked).Value![1].Rows[1].Cells[10], StringComparison.Ordinal);

        page = await browser.OpenAsync(Links.CspBudgets.UploadReturnWorkbook("2025-26", area, ReturnPeriod.Quarter1));
        page = await page.Attach("Workbook", "q1.xlsx", Typed(marked, ("E2", "1.23"))).PressAsync("Read the workbook");
        page.AssertSays("New Not there 3 June 2025, Wardens, £1.23");
        page = await page.PressAsync("Save all of it");
        page.AssertSays("q1.xlsx is saved in the return");
        Assert.Equal(1, await host.Db.ScalarAsync<int>("select count(*) from CspReturnLine where What = 'Wardens' and Amount = 123"));
    }

    private static async Task<byte[]> DownloadAsync(Browser browser, string address)
    {
        var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Types texts in cells of the sheet Spending.</summary>
    private static byte[] Typed(byte[] book, params (string Cell, string Text)[] cells)
    {
        using var memory = new MemoryStream();
        memory.Write(book);
        using (var document = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            var sheet = document.WorkbookPart!.Workbook.Descendants<Sheet>().First(sheet => sheet.Name == "Spending");
            var all = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet.Descendants<Cell>().ToList();
            foreach (var (at, text) in cells)
            {
                var cell = all.First(cell => cell.CellReference == at);
                cell.RemoveAllChildren();
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(text));
            }
        }
        return memory.ToArray();
    }
}
