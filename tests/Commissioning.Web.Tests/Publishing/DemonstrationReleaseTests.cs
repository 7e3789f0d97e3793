using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
        foreach (
            var month in await host.WithAsync<OpenReleases, IReadOnlyList<ReleaseVersion>>(files => files.MonthsAsync(ReleaseKind.Grants))
        )
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
        var december = await host.WithAsync<OpenReleases, IReadOnlyList<ReleaseVersion>>(files =>
            files.GetMonthAsync(ReleaseKind.Grants, new(2024, 12, 1))
        );
        Assert.Equal([2, 1], december.Select(version => version.Number));
    }

    [Fact]
    public async Task Interface_lists_the_file_of_each_month_with_its_rows_sum_and_hash()
    {
        var (next, releases) = ((string?)Links.Publishing.ApiReleases, new List<JsonElement>());
        while (next is not null)
        {
            using var answer = await host.Visitor().GetAsync(next);
            using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            releases.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone()));
            next = page.RootElement.GetProperty("next").GetString() is { } address ? new Uri(address).PathAndQuery : null;
        }
        var months = await host.WithAsync<OpenReleases, IReadOnlyList<ReleaseVersion>>(files => files.MonthsAsync(ReleaseKind.Grants));
        var spending = await host.WithAsync<OpenReleases, IReadOnlyList<ReleaseVersion>>(files => files.MonthsAsync(ReleaseKind.Spending));
        Assert.Equal(months.Count + spending.Count, releases.Count);
        Assert.Equal(releases.OrderByDescending(Month, StringComparer.Ordinal).Select(Month), releases.Select(Month));
        foreach (var release in releases)
        {
            using var file = await host.Visitor().GetAsync(new Uri(release.GetProperty("fileUrl").GetString()!).PathAndQuery);
            var content = await file.Content.ReadAsByteArrayAsync();
            var hash = release.GetProperty("sha256").GetString();
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), hash);
            Assert.Equal($"\"{hash}\"", file.Headers.ETag!.ToString());
            Assert.Equal(
                $"{release.GetProperty("kind").GetString()}-{Month(release)}.csv",
                file.Content.Headers.ContentDisposition!.FileNameStar
            );
            var lines = Csv(Encoding.UTF8.GetString(content));
            var amount = lines[0].ToList().FindIndex(column => column.Contains("GBP", StringComparison.Ordinal));
            Assert.Equal(lines.Count - 1, release.GetProperty("rows").GetInt32());
            Assert.Equal(lines.Skip(1).Sum(line => Money.Parse(line[amount])!.Value.Pence), release.GetProperty("amountPence").GetInt64());
            using var page = await host.Visitor().GetAsync(new Uri(release.GetProperty("pageUrl").GetString()!).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        var december = releases.Single(release => Month(release) == "2024-12");
        Assert.Equal(2, december.GetProperty("version").GetInt32());
        Assert.NotNull(december.GetProperty("whyCorrected").GetString());
        using var grants = await host.Visitor().GetAsync($"{Links.Publishing.ApiReleases}?kind=spending");
        using var one = JsonDocument.Parse(await grants.Content.ReadAsStringAsync());
        Assert.Equal(spending.Count, one.RootElement.GetProperty("total").GetInt32());
        using var none = await host.Visitor().GetAsync($"{Links.Publishing.ApiReleases}?kind=contracts");
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);

        static string Month(JsonElement release) => release.GetProperty("month").GetString()!;
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
