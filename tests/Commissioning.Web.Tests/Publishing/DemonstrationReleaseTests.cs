using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class DemonstrationReleaseTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>
{
    /// <summary>The files as everybody reads them add to the awards of the round, to the penny.</summary>
    [Fact]
    public async Task Files_of_the_months_add_to_the_awards_to_the_penny()
    {
        var awards = await host.Db.ScalarAsync<Money>("select sum(Amount - GivenBack) from Award where AcceptedAt is not null");
        var (filed, rows) = (Money.Zero, 0);
        foreach (var month in await host.WithAsync<OpenGrants, IReadOnlyList<ReleaseVersion>>(grants => grants.MonthsAsync()))
        {
            using var answer = await host.Visitor().GetAsync(Links.Publishing.OpenGrantsFile(month.Month));
            var text = await answer.Content.ReadAsStringAsync();
            var lines = Csv(text);
            var amount = lines[0].ToList().IndexOf("Amount (GBP)");
            rows += lines.Count - 1;
            filed += lines.Skip(1).Sum(line => Money.Parse(line[amount])!.Value);
        }
        Assert.Equal(6, rows);
        Assert.Equal(awards, filed);
        var sums = await host.WithAsync<ReleaseDesk, IReadOnlyList<ReleaseSums.Sum>>(desk => desk.SumsAsync());
        Assert.Equal(await host.Db.ScalarAsync<Money>("select sum(Amount - GivenBack) from Award"), sums.Sum(sum => sum.Amount));
        var december = await host.WithAsync<OpenGrants, IReadOnlyList<ReleaseVersion>>(grants => grants.GetMonthAsync(new(2024, 12, 1)));
        Assert.Equal([2, 1], december.Select(version => version.Number));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Csv(string text)
    {
        using var reader = new CsvHelper.CsvReader(
            new StringReader(text.TrimStart('\uFEFF')),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture) { HasHeaderRecord = false }
        );
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read())
            rows.Add(reader.Parser.Record!);
        return rows;
    }
}
