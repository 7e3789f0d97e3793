using System.Globalization;
using System.Net;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Publishing;

public sealed class GivingDataTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Published_grant_is_in_both_files_and_gone_at_the_next_request_once_its_name_is_withheld()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        await stages.PublishGrantsAsync();
        var visitor = host.Visitor();
        var reference = await host.Db.ScalarAsync<string>(
            "select a.Reference from Application a join Award w on w.ApplicationId = a.Id where w.Id = @award",
            new { award }
        );
        using var answer = await visitor.GetAsync(Links.Publishing.GivingJson);
        Assert.Equal(
            "attachment; filename=360giving.json; filename*=UTF-8''360giving.json",
            answer.Content.Headers.ContentDisposition!.ToString()
        );
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(answer.Headers.CacheControl!.NoCache);
        var tag = answer.Headers.ETag!;
        using var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(GivingStandardRules.Licence, file.RootElement.GetProperty("license").GetString());
        var grant = Grant(file, $"360G-opccllr-{reference}");
        Assert.Equal("Project A", grant.GetProperty("title").GetString());
        Assert.Equal("GBP", grant.GetProperty("currency").GetString());
        Assert.Equal(5000m, grant.GetProperty("amountAwarded").GetDecimal());
        Assert.Equal(0m, grant.GetProperty("amountDisbursed").GetDecimal());
        Assert.Equal("Yes", grant.GetProperty("fromOpenCall").GetString());
        Assert.Equal("Group A", grant.GetProperty("recipientOrganization")[0].GetProperty("name").GetString());
        Assert.Equal("PFA", Last(grant.GetProperty("beneficiaryLocation")).GetProperty("geoCodeType").GetString());
        Assert.False(grant.TryGetProperty("recipientIndividual", out _));
        Assert.False(grant.TryGetProperty("actualDates", out _));

        // The spreadsheet has the same grants and sums, under the standard's titles.
        var rows = await RowsAsync(visitor);
        Assert.Equal(
            file.RootElement.GetProperty("grants").EnumerateArray().Sum(one => one.GetProperty("amountAwarded").GetDecimal()),
            rows.Sum(row => decimal.Parse((string)row["Amount Awarded"], CultureInfo.InvariantCulture))
        );
        Assert.Contains(
            rows,
            row => (string)row["Recipient Org:Name"] == "Group A" && (string)row["Award Date"] == grant.GetProperty("awardDate").GetString()
        );

        using (var same = await AgainAsync(tag.ToString()))
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await WithholdAsync(award);
        using var after = await AgainAsync(tag.ToString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var text = await after.Content.ReadAsStringAsync();
        Assert.DoesNotContain(reference!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync(visitor), row => (string)row["Identifier"] == $"360G-opccllr-{reference}");
        (await visitor.OpenAsync(Links.Publishing.Giving)).AssertSays("1 grant of £5,000.00, because we do not name the group.");
    }

    [Fact]
    public async Task File_of_a_closed_grant_has_what_was_paid_and_the_days_on_which_it_took_place()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Award set EndedHow = 'Closed', EndedAt = @Ended, StartsOn = @From, EndsOn = @To where Id = @award",
                new
                {
                    award,
                    Ended = new DateTime(2025, 9, 30, 12, 0, 0, DateTimeKind.Utc),
                    From = new DateOnly(2025, 4, 1),
                    To = new DateOnly(2026, 3, 31),
                }
            );
            return await work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, PaidOn, Version) select @Id, @award, 123456, 'A start', 'Paid', @Person, @Now, @Day, 1",
                new
                {
                    Id = Guid.NewGuid(),
                    award,
                    Person = stages.Officer.Id,
                    work.Now,
                    Day = new DateOnly(2025, 4, 2),
                }
            );
        });
        using var answer = await host.Visitor().GetAsync(Links.Publishing.GivingJson);
        using var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var reference = await host.Db.ScalarAsync<string>(
            "select a.Reference from Application a join Award w on w.ApplicationId = a.Id where w.Id = @award",
            new { award }
        );
        var grant = Grant(file, $"360G-opccllr-{reference}");
        Assert.Equal(1234.56m, grant.GetProperty("amountDisbursed").GetDecimal());
        Assert.Equal(
            """[{"startDate":"2025-04-01","endDate":"2026-03-31","duration":12}]""",
            grant.GetProperty("plannedDates").GetRawText()
        );
        Assert.Equal("""[{"startDate":"2025-04-01","endDate":"2025-09-30","duration":6}]""", grant.GetProperty("actualDates").GetRawText());
    }

    [Fact]
    public async Task Staff_see_what_to_put_right_and_a_publisher_enters_the_identifiers_once()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Award set GivenBack = Amount where Id = @award", new { award }));
        var officer = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Publishing.GivingChecks);
        officer.AssertSays("The amount is not above zero");
        officer.AssertSays("default, not OPCC policy");
        officer.AssertDoesNotSay("Save the identifiers");

        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        var page = await publisher.OpenAsync(Links.Publishing.GivingChecks);
        page = await page.Fill("Publisher prefix", "ours").PressAsync("Save the identifiers", HttpStatusCode.BadRequest);
        page.AssertError("Enter the prefix that 360Giving gave the office, such as 360G-example");
        page = await page.Fill("Publisher prefix", "360G-example")
            .Fill("Identifier of the office", "GB-LAE-EXA")
            .PressAsync("Save the identifiers");
        page.AssertDoesNotSay("default, not OPCC policy");
        page = await page.Fill("Publisher prefix", "360G-other").PressAsync("Save the identifiers", HttpStatusCode.BadRequest);
        page.AssertError(
            "Tick that you want other identifiers. Everybody who copied our file has the old ones, and will count each grant twice"
        );
        Assert.Equal(
            new GivingIdentity("360G-example", "GB-LAE-EXA", "E23000021", false),
            await host.WithAsync<GivingIdentities, GivingIdentity>(identities => identities.GetAsync())
        );
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from Setting where Name = 'GivingIdentity'"));
    }

    [Fact]
    public async Task Who_has_the_file_already_waits_for_it_only_once_something_was_changed()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        using var answer = await host.Visitor().GetAsync(Links.Publishing.GivingJson);
        var tag = answer.Headers.ETag!.ToString();
        var statements = await TestDatabase.StatementsAsync(
            host.Db,
            async () =>
            {
                using var same = await AgainAsync(tag);
                Assert.Equal((HttpStatusCode.NotModified, tag), (same.StatusCode, same.Headers.ETag!.ToString()));
            },
            host.Services.GetRequiredService<IHttpContextAccessor>()
        );
        Assert.Equal(["select Hash from AuditHead where Id = 1"], statements.Select(statement => statement.Sql));

        var before = await SummaryAsync();
        // Money that is paid changes the file; what does not, costs one more reading and gives the same tag.
        await host.Db.RecordAsync(stages.Officer, AuditAction.ListDownloaded, award);
        using (var same = await AgainAsync(tag))
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await host.Db.RecordAsync(
            stages.Officer,
            AuditAction.PaymentResultRead,
            award,
            work => work.ExecuteAsync("update Award set GivenBack = 100 where Id = @award", new { award })
        );
        using var after = await AgainAsync(tag);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(before.Amount - new Money(100), (await SummaryAsync()).Amount);

        Task<GivingFile.FileSummary> SummaryAsync() => host.WithAsync<GivingFile, GivingFile.FileSummary>(grants => grants.SummaryAsync());
    }

    private async Task WithholdAsync(Guid award)
    {
        var grant = await host.WithAsync<GrantPublications, GrantPublications.GrantPublication>(grants => grants.GetAsync(award));
        Assert.Null(
            (
                await host.WithAsync<DecidePublication, Result>(async save =>
                    await save.RunAsync(
                        await host.Scenario.PersonAsync(Role.Publisher),
                        award,
                        grant.Publication with
                        {
                            NameShown = false,
                            Place = PublicPlace.District,
                            Ground = WithheldGround.Safety,
                            Why = "It has become a refuge",
                        },
                        grant.Version
                    )
                )
            ).FirstRefusal
        );
    }

    private static JsonElement Grant(JsonDocument file, string id) =>
        file.RootElement.GetProperty("grants").EnumerateArray().Single(grant => grant.GetProperty("id").GetString() == id);

    private static JsonElement Last(JsonElement array) => array[array.GetArrayLength() - 1];

    private static async Task<List<IDictionary<string, object>>> RowsAsync(Browser visitor)
    {
        using var answer = await visitor.GetAsync(Links.Publishing.GivingCsv);
        using var text = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        return csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
    }

    private async Task<HttpResponseMessage> AgainAsync(string tag)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Links.Publishing.GivingJson);
        request.Headers.Add("If-None-Match", tag);
        return await client.SendAsync(request);
    }
}
