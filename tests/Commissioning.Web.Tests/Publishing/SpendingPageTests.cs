using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class SpendingPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private const string Heading = "Date,Supplier,Amount,Purpose,Value for money reason,Reference\n";

    [Fact]
    public async Task Month_of_spending_is_loaded_completed_released_and_read_by_everybody()
    {
        var month = new DateOnly(2019, 3, 1);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await LoadAsync(
            officer,
            month,
            "04/03/2019,Harbour Print Ltd,1284.00,Leaflets,Lowest of three quotes,A-1\n"
                + "05/03/2019,Quill Audit LLP,700.00,,,A-2\n"
                + "06/03/2019,Corner Shop,12.00,Milk,Near,A-3\n"
                + "06/04/2019,Late Ltd,900.00,x,y,A-4\n"
        );
        var desk = await host.AsAsync(officer);
        var page = await desk.OpenAsync(Links.Publishing.SpendingMonth(month));
        page.AssertSays("Row 5: 6 April 2019 is not in March 2019");
        page.AssertSays("Its purpose is not said. Why it was value for money is not said");
        page.AssertSays("1 of £500 or less");
        page = await page.PressAsync("Prepare the file", HttpStatusCode.BadRequest);
        page.AssertError("One payment is not complete. Complete it first: the law asks for each.");
        page = await (await desk.OpenAsync(Links.Publishing.SpendingPayment(await IdAsync("A-2"))))
            .Fill("What was it for?", "Audit of the accounts")
            .Fill("Why was it value for money?", "Price fixed by a framework")
            .PressAsync("Save");
        page.AssertSays("Payment A-2 is saved");
        page = await page.PressAsync("Prepare the file");
        page.AssertSays("A publisher releases it.");
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(month)).Status);

        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        page = await (await publisher.OpenAsync(Links.Publishing.SpendingMonth(month))).PressAsync("Release version 1");
        page.AssertSays("Version 1: the public reads this");
        var file = await GetAsync(month);
        Assert.Equal("text/csv; charset=utf-8; header=present", file.Type);
        Assert.Equal(("*", "no-cache"), (file.Origin, file.Cache));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(file.Content))}\"", file.Tag);
        Assert.Contains("A-1,2019-03-04,Harbour Print Ltd,Leaflets,Lowest of three quotes,1284.00,", file.Text, StringComparison.Ordinal);
        Assert.Contains("A-2,2019-03-05,Quill Audit LLP,Audit of the accounts,", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Corner Shop", file.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(month, file.Tag)).Status);
        (await host.Visitor().OpenAsync(Links.Publishing.OpenSpending)).AssertSays("March 2019");
        (await host.Visitor().OpenAsync(Links.Publishing.OpenSpendingMonth(month))).AssertSays("The file lists 2 payments");
        foreach (
            var (action, count) in new[]
            {
                ("SpendingLoaded", 1),
                ("SpendingPaymentChanged", 1),
                ("SpendingPrepared", 1),
                ("SpendingReleased", 1),
            }
        )
            Assert.True(await host.Database.CountAsync("AuditEntry", "Action = @action", new { action }) >= count, action);
    }

    [Fact]
    public async Task Second_load_keeps_what_was_said_and_what_is_released_until_it_is_corrected()
    {
        var month = new DateOnly(2019, 5, 1);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await LoadAsync(officer, month, "04/05/2019,Jane Quillfeather,1284.00,A talk,Usual rate,B-1\n");
        await WithholdAsync(officer, "B-1", WithheldGround.Section40);
        await ReleaseAsync(month);
        var before = await GetAsync(month);
        Assert.DoesNotContain("Quillfeather", before.Text, StringComparison.Ordinal);
        Assert.Contains("Name withheld: personal information", before.Text, StringComparison.Ordinal);
        await LoadAsync(officer, month, "04/05/2019,Jane Quillfeather,1300.00,,,B-1\n");
        Assert.Equal(before.Tag, (await GetAsync(month)).Tag);
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Publishing.SpendingMonth(month));
        page.AssertSays("Amount (GBP): 1284.00 → 1300.00");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Detail like @words",
                new { words = "May 2019, %£1,300.00;%before: 1 payments, £1,284.00" }
            )
        );
        page = await page.Fill("Why is the file corrected?", "Quillfeather sent a new invoice")
            .PressAsync("Prepare the correction", HttpStatusCode.BadRequest);
        page.AssertError("Write this without what tells of Jane Quillfeather: the public reads it");
        await ReleaseAsync(month, "One invoice was wrong.");
        var after = await GetAsync(month);
        Assert.DoesNotContain("Quillfeather", after.Text, StringComparison.Ordinal);
        Assert.Contains(",A talk,Usual rate,1300.00,", after.Text, StringComparison.Ordinal);
        (await host.Visitor().OpenAsync(Links.Publishing.OpenSpendingMonth(month))).AssertSays("Why we changed it: One invoice was wrong.");
    }

    [Fact]
    public async Task Row_that_an_extract_misses_comes_back_with_what_was_said_of_it()
    {
        var month = new DateOnly(2019, 6, 1);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        const string Row = "04/06/2019,Quillhaven House,1284.00,4411 consultancy,Usual rate,G-1\n";
        await LoadAsync(officer, month, Row);
        await WithholdAsync(officer, "G-1", WithheldGround.Safety, "A course");
        var version = await host.Db.ScalarAsync<int>("select Version from SpendingPayment where Reference = 'G-1'");
        await LoadAsync(officer, month, "no date,Quillhaven House,1284.00,,,G-1\n05/06/2019,Harbour Print Ltd,900.00,Ink,Near,G-2\n");
        (await (await host.AsAsync(officer)).OpenAsync(Links.Publishing.SpendingMonth(month))).AssertDoesNotSay("A course");
        await LoadAsync(officer, month, Row);
        var payment = (await host.WithAsync<SpendingDesk, SpendingDesk.MonthPage>(desk => desk.GetMonthAsync(month))).Payments.Single();
        Assert.Equal((WithheldGround.Safety, "A course", version), (payment.Ground!.Value, payment.Purpose, payment.Version));
    }

    [Fact]
    public async Task Name_that_is_withheld_once_or_is_a_persons_starts_withheld_in_the_next_month()
    {
        var (first, next) = (new DateOnly(2018, 6, 1), new DateOnly(2018, 7, 1));
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await LoadAsync(officer, first, "04/06/2018,Larkspur House,1284.00,Rooms,Usual rate,H-1\n");
        await WithholdAsync(officer, "H-1", WithheldGround.Safety);
        await LoadAsync(
            officer,
            next,
            "04/07/2018,LARKSPUR HOUSE,1284.00,Rooms,Usual rate,H-2\n05/07/2018,Mr A Person,900.00,A talk,Usual rate,H-3\n06/07/2018,Fosse Rooms Ltd,900.00,Rooms,Usual rate,H-4\n"
        );
        await ReleaseAsync(next);
        var file = await GetAsync(next);
        Assert.DoesNotContain("LARKSPUR", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A Person", file.Text, StringComparison.Ordinal);
        Assert.Contains(",Fosse Rooms Ltd,", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_that_is_withheld_later_leaves_the_released_file_at_the_next_request()
    {
        var month = new DateOnly(2019, 7, 1);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await LoadAsync(
            officer,
            month,
            "04/07/2019,Harbour House,1284.00,Rooms,Usual rate,C-1\n05/07/2019,=cmd()|<b>x</b>,900.00,Rent,Usual rate,C-2\n"
        );
        await ReleaseAsync(month);
        var before = await GetAsync(month);
        Assert.Contains(",Harbour House,", before.Text, StringComparison.Ordinal);
        Assert.Contains(",'=cmd()|<b>x</b>,", before.Text, StringComparison.Ordinal);
        await WithholdAsync(officer, "C-1", WithheldGround.Safety);
        var after = await GetAsync(month, before.Tag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.DoesNotContain("Harbour House", after.Text, StringComparison.Ordinal);
        Assert.Contains("1284.00", after.Text, StringComparison.Ordinal);
        (await host.Visitor().OpenAsync(Links.Publishing.OpenSpendingMonth(month))).AssertSays(ReleaseRules.TakenOut);
    }

    [Fact]
    public async Task Month_that_is_not_over_a_file_that_cannot_be_read_and_other_people_are_refused()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var now = ReleaseRules.FirstDay(LondonTime.DateOf(host.Clock.UtcNow()));
        Assert.Equal("Month", await RefusedAsync(ReleaseRules.Text(now), "a.csv", Heading), ignoreCase: true);
        Assert.Equal("Month", await RefusedAsync("nonsense", "a.csv", Heading), ignoreCase: true);
        Assert.Equal("Extract", await RefusedAsync("2019-09", "a.csv", ""), ignoreCase: true);
        Assert.Equal("Extract", await RefusedAsync("2019-09", "a.xls", "What,How much\n1,2\n"), ignoreCase: true);
        foreach (var role in new[] { Role.FinanceOfficer, Role.Applicant, Role.PanelMember })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(
                Links.Publishing.Spending,
                HttpStatusCode.Forbidden
            );

        async Task<string?> RefusedAsync(string month, string name, string text) =>
            (
                await host.WithAsync<LoadSpending, Result<DateOnly>>(load =>
                    load.RunAsync(officer, month, name, Encoding.UTF8.GetBytes(text))
                )
            )
                .FirstRefusal!
                .Field;
    }

    private async Task LoadAsync(Actor officer, DateOnly month, string rows)
    {
        var outcome = await host.WithAsync<LoadSpending, Result<DateOnly>>(load =>
            load.RunAsync(officer, ReleaseRules.Text(month), "payments.csv", Encoding.UTF8.GetBytes(Heading + rows))
        );
        Assert.Null(outcome.FirstRefusal);
    }

    private Task<Guid> IdAsync(string reference) =>
        host.Db.ScalarAsync<Guid>("select Id from SpendingPayment where Reference = @reference", new { reference });

    private async Task WithholdAsync(Actor officer, string reference, WithheldGround ground, string? purpose = null)
    {
        var id = await IdAsync(reference);
        var payment = await host.WithAsync<SpendingDesk, SpendingDesk.Payment>(desk => desk.GetPaymentAsync(id));
        Done(
            await host.WithAsync<SaveSpendingPayment, Result>(save =>
                save.RunAsync(officer, id, purpose ?? payment.Purpose, payment.ValueReason, ground, "They asked", payment.Version)
            )
        );
    }

    private async Task ReleaseAsync(DateOnly month, string? why = null)
    {
        var publisher = await host.Scenario.PersonAsync(Role.Publisher);
        Done(await host.WithAsync<PrepareSpending, Result>(release => release.RunAsync(publisher, month, why)));
        var prepared = await host.Db.ScalarAsync<Guid>(
            "select Id from Release where Kind = 'Spending' and Month = @month and ReleasedAt is null",
            new { month }
        );
        Done(await host.WithAsync<ReleaseSpending, Result>(release => release.RunAsync(publisher, month, prepared)));
    }

    private static void Done(Result outcome) => Assert.Null(outcome.FirstRefusal);

    private sealed record Served(HttpStatusCode Status, byte[] Content, string? Tag, string? Origin, string? Cache, string? Type)
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }

    private async Task<Served> GetAsync(DateOnly month, string? tag = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Publishing.OpenSpendingFile(month), UriKind.Relative));
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await client.SendAsync(request);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Headers.ETag?.ToString(),
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origin) ? origin.Single() : null,
            answer.Headers.CacheControl?.ToString(),
            answer.Content.Headers.ContentType?.ToString()
        );
    }
}
