using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>Papers as Chromium prints them, and the pages on which a paper is compared.</summary>
public sealed class PaperPdfTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_printed_paper_has_one_wrong_figure_and_the_portals_own_has_none()
    {
        using var scope = host.Services.CreateScope();
        var pdf = host.Services.GetRequiredService<IPdfWriter>();
        var reconcile = scope.ServiceProvider.GetRequiredService<ReconcilePaper>();
        var compared = (await reconcile.CompareAsync(new(2024), "paper.pdf", await pdf.WriteAsync(SamplePaper.Document()), null)).Value!;
        Assert.Equal(
            "35p less than the ledger",
            Assert.Single(compared.Lines, line => line.Kind is PaperLineKind.Differs or PaperLineKind.Arithmetic).Sentence
        );
        Assert.Equal((47, true), (compared.Count(PaperLineKind.Agrees), compared.IsUnderstood));

        var own = await scope.ServiceProvider.GetRequiredService<PanelTable>().PaperAsync(new(2024), new(2025, 1, 16));
        compared = (await reconcile.CompareAsync(new(2024), "own.pdf", await pdf.WriteAsync(own), null)).Value!;
        Assert.Equal(
            "",
            string.Join(
                "\n",
                compared
                    .Lines.Where(line => line.Kind is PaperLineKind.Differs or PaperLineKind.Arithmetic or PaperLineKind.NotUnderstood)
                    .Select(line => $"{line.Place} {line.What}: {line.PrintedText} {line.Sentence}")
                    .Concat(compared.Reading.Unknown.Select(unknown => $"{unknown}"))
            )
        );
        Assert.True(compared.Count(PaperLineKind.Agrees) > 70, $"{compared.Count(PaperLineKind.Agrees)} agree");
    }

    [Fact]
    public async Task An_officer_answers_what_a_paper_asks_and_explains_the_difference()
    {
        var officer = await host.AsAsync(await host.DemoAsync("officer"));
        var page = await officer.OpenAsync(Links.CspBudgets.Reconcile("2024-25"));
        page = await page.PressAsync("Compare", System.Net.HttpStatusCode.BadRequest);
        page.AssertSays("Choose a file, or paste the text");
        page = await page.Fill("Or paste the text", "As at 16 January 2025\n\nArea\tLaid out\nBlaby\t£57,671.51\nRutland\t£22,250.25\n")
            .PressAsync("Compare");
        page.AssertSays("We need to know more about this paper");
        page = await page.Fill("What is \"Laid out\"?", "expenditure").PressAsync("Save and compare");
        page.AssertSays("1 figure is wrong");
        page = await page.FollowAsync("Explain Blaby: expenditure, line 1");
        page = await page.Fill("Explanation", "A slip of the pen").PressAsync("Save");
        page.AssertSays("A slip of the pen");
        var csv = await (await officer.GetAsync($"{page.Address.AbsolutePath}.csv")).Content.ReadAsStringAsync();
        Assert.Contains("Wrong,Blaby: expenditure,", csv, StringComparison.Ordinal);
        Assert.Contains("A slip of the pen", csv, StringComparison.Ordinal);
        var names = await officer.OpenAsync(Links.CspBudgets.PaperNames);
        names.AssertSays("Column expenditure");
        names = await names.PressAsync("Remove laid out");
        names.AssertSays("No word has been asked about yet.");
        (await officer.OpenAsync(Links.CspBudgets.Reconcile("2024-25"))).AssertSays("1 wrong, 1 explained");
    }
}
