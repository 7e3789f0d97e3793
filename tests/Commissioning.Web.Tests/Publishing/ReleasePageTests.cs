using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class ReleasePageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly string[] Unsafe = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", new('n', 200)];

    [Fact]
    public async Task Month_is_prepared_released_read_by_everybody_and_corrected_with_a_reason()
    {
        var (_, award, month) = await PublishedAsync(2019, 3);
        var (publisher, address) = (await PublisherAsync(), Links.Publishing.Release(month));
        Assert.Equal(HttpStatusCode.NotFound, (await FileAsync(month)).Status);
        (await publisher.OpenAsync(Links.Publishing.ReleasesOf(2019))).AssertSays("March 2019");
        var page = await publisher.OpenAsync(address);
        page.AssertSays("Group A");
        page = await page.PressAsync("Prepare the file");
        page.AssertSays("Prepared: version 1");
        // What is prepared is not public.
        Assert.Equal(HttpStatusCode.NotFound, (await FileAsync(month)).Status);
        page = await page.PressAsync("Release version 1");
        page.AssertSays("Version 1: the public reads this");

        var file = await FileAsync(month);
        Assert.Equal("text/csv; charset=utf-8; header=present", file.Type);
        Assert.Equal("*", file.Origin);
        Assert.Equal("no-cache", file.Cache);
        Assert.Equal($"\"{Hash(file.Content)}\"", file.Tag);
        Assert.Contains(",Group A,", file.Text, StringComparison.Ordinal);
        Assert.Contains(",5000.00,", file.Text, StringComparison.Ordinal);
        Assert.Contains("2019-03-15", file.Text, StringComparison.Ordinal);
        var again = await FileAsync(month, file.Tag);
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Content.Length));
        var list = await host.Visitor().OpenAsync(Links.Publishing.OpenGrants);
        list.AssertSays("Open Government Licence v3.0");
        list.AssertSays("March 2019");

        // The grant is reduced after its release: said at once, and the file stays until somebody corrects it.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set GivenBack = 50000, EndedHow = 'GivenUp', EndedAt = @Now where Id = @award",
                new { award, work.Now }
            )
        );
        page = await publisher.OpenAsync(address);
        page.AssertSays("Changed since the release");
        page.AssertSays("Amount (GBP): 5000.00 → 4500.00");
        (await publisher.OpenAsync(Links.Casework.Work)).AssertSays("Released month whose amounts have changed");
        Assert.Equal(file.Tag, (await FileAsync(month)).Tag);
        page = await page.PressAsync("Prepare the correction", HttpStatusCode.BadRequest);
        page.AssertError("Say why you correct the file. The public reads this.");
        page = await page.Fill("Why is the file corrected?", "One group gave money back.").PressAsync("Prepare the correction");
        page = await page.PressAsync("Release version 2");
        page.AssertSays("Version 1: no longer public");
        Assert.Contains(",4500.00,", (await FileAsync(month)).Text, StringComparison.Ordinal);
        var open = await host.Visitor().OpenAsync(Links.Publishing.OpenGrantsMonth(month));
        open.AssertSays("Why we changed it: One group gave money back.");
        open.AssertSays(Hash((await FileAsync(month)).Content)[..16]);
        // With the code of the first version, whoever guesses what was taken out of it could check the guess.
        open.AssertDoesNotSay(Hash(file.Content)[..16]);
        // Staff still read the first version as it was.
        var first = await host.Db.ScalarAsync<Guid>("select Id from Release where Month = @month and Version = 1", new { month });
        using var kept = await publisher.GetAsync(Links.Publishing.ReleaseVersion(first));
        Assert.Equal(file.Content, await kept.Content.ReadAsByteArrayAsync());
        (await host.Visitor().OpenAsync(Links.Publishing.ReleaseVersion(first))).AssertSays("Sign in");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'CorrectionReleased' and Detail like @words",
                new
                {
                    words = "March 2019, version 2: 1 grants, £4,500.00%before: version 1, 1 rows, £5,000.00; why: One group gave money back.",
                }
            )
        );
        foreach (var (action, count) in new[] { ("ReleasePrepared", 2), ("MonthReleased", 1), ("CorrectionReleased", 1) })
            Assert.Equal(
                count,
                await host.Database.CountAsync("AuditEntry", "Action = @action and Detail like 'March 2019, version%'", new { action })
            );
    }

    [Fact]
    public async Task Organisation_that_becomes_a_refuge_leaves_the_released_file_at_the_next_request()
    {
        var (_, award, month) = await PublishedAsync(2019, 5);
        await ReleaseAsync(month);
        var before = await FileAsync(month);
        Assert.Contains("Group A", before.Text, StringComparison.Ordinal);
        // Something else of another correction is prepared at that moment.
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        var grant = await GrantAsync(award);
        await DecideAsync(person, award, grant.Publication with { Brief = "Better words." });
        Done(await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(person, month, "Better words.")));
        await DecideAsync(
            person,
            award,
            grant.Publication with
            {
                NameShown = false,
                Place = PublicPlace.District,
                Ground = WithheldGround.Safety,
                Why = "It has become a refuge",
                Title = "Help at home",
                Brief = "Help for people who are hurt.",
            }
        );
        var after = await FileAsync(month, before.Tag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.DoesNotContain("Group A", after.Text, StringComparison.Ordinal);
        Assert.Contains("Name withheld: to keep people safe", after.Text, StringComparison.Ordinal);
        Assert.Contains(",5000.00,", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refuge", after.Text, StringComparison.Ordinal);
        var open = await host.Visitor().OpenAsync(Links.Publishing.OpenGrantsMonth(month));
        open.AssertSays(ReleaseRules.TakenOut);
        open.AssertDoesNotSay("refuge");
        var publisher = await PublisherAsync();
        (await publisher.OpenAsync(Links.Publishing.Release(month))).AssertSays("Others may have kept a copy of version 1.");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @award and Action = 'PublicationDecided' and Detail like '%Corrected by withholding: May 2019, version 2%'",
                new { award }
            )
        );
        // Taken down, it is in no file at all.
        Done(await host.WithAsync<TakeDownPublication, Result>(save => save.RunAsync(person, award, "The group asked us")));
        Assert.DoesNotContain("5000.00", (await FileAsync(month)).Text, StringComparison.Ordinal);
        Assert.Equal(3, await host.Database.CountAsync("Release", "Month = @month and ReleasedAt is not null", new { month }));
    }

    [Fact]
    public async Task Place_that_is_shown_less_exactly_leaves_the_released_file_at_once()
    {
        var (_, award, month) = await PublishedAsync(2018, 11);
        await ReleaseAsync(month);
        Assert.Contains(",Leicester,", (await FileAsync(month)).Text, StringComparison.Ordinal);
        await DecideAsync(
            await host.Scenario.PersonAsync(Role.Publisher),
            award,
            (await GrantAsync(award)).Publication with
            {
                Place = PublicPlace.Nothing,
            }
        );
        Assert.DoesNotContain(",Leicester,", (await FileAsync(month)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisation_of_a_grant_that_was_taken_down_starts_withheld_and_is_listed_where_it_is_still_named()
    {
        var (_, first, _) = await PublishedAsync(2018, 9);
        var (_, second, _) = await PublishedAsync(2018, 10);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set OrganisationId = (select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @first) where Id = (select w.ApplicationId from Award w where w.Id = @second)",
                new { first, second }
            )
        );
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        Assert.Null((await GrantAsync(second)).StartsWithheld);
        Done(await host.WithAsync<TakeDownPublication, Result>(save => save.RunAsync(person, first, "It has become a refuge")));
        Assert.NotNull((await GrantAsync(second)).StartsWithheld);
        var page = await (await PublisherAsync()).OpenAsync(Links.Publishing.Publication(first));
        page.AssertSays("Other grants that name this group");
        page.AssertSays((await GrantAsync(second)).Reference);
    }

    [Fact]
    public async Task Month_without_grants_is_released_without_rows_and_one_that_is_not_over_is_refused()
    {
        await PublishedAsync(2019, 7);
        var month = new DateOnly(2019, 8, 1);
        await ReleaseAsync(month);
        var file = await FileAsync(month);
        Assert.Single(file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        (await host.Visitor().OpenAsync(Links.Publishing.OpenGrantsMonth(month))).AssertSays("No grant was accepted in this month");
        var now = ReleaseRules.FirstDay(LondonTime.DateOf(host.Clock.UtcNow()));
        var publisher = await PublisherAsync();
        (await publisher.OpenAsync(Links.Publishing.Release(now))).AssertDoesNotSay("Prepare the file");
        await publisher.OpenAsync(Links.Publishing.Release(now.AddMonths(1)), HttpStatusCode.NotFound);
        await publisher.OpenAsync($"{Links.Publishing.Releases}/nonsense", HttpStatusCode.NotFound);
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        foreach (var early in new[] { now, now.AddMonths(1) })
            Assert.NotNull((await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(person, early))).FirstRefusal);
        foreach (var address in new[] { "2019-13.csv", "..%2Fsecret.csv", "2019-13", $"{ReleaseRules.Text(now)}.csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.Visitor().GetAsync($"{Links.Publishing.OpenGrants}/{address}")).StatusCode);
    }

    [Fact]
    public async Task Two_publishers_release_once_and_what_changed_meanwhile_is_not_released()
    {
        var (_, award, month) = await PublishedAsync(2019, 10);
        var (one, two) = (await host.Scenario.PersonAsync(Role.Publisher), await host.Scenario.PersonAsync(Role.Publisher));
        Done(await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(one, month)));
        var prepared = await PreparedAsync(month);
        await DecideAsync(one, award, (await GrantAsync(award)).Publication with { Brief = "Changed meanwhile." });
        Assert.StartsWith(
            "Something changed since this file was prepared",
            (await host.WithAsync<ReleaseGrants, Result>(release => release.RunAsync(one, month, prepared))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Done(await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(two, month)));
        Assert.StartsWith(
            "A colleague prepared this file again meanwhile",
            (await host.WithAsync<ReleaseGrants, Result>(release => release.RunAsync(one, month, prepared))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        prepared = await PreparedAsync(month);
        var results = await Task.WhenAll(
            new[] { one, two }.Select(person => host.WithAsync<ReleaseGrants, Result>(release => release.RunAsync(person, month, prepared)))
        );
        Assert.Single(results, result => result.IsDone);
        Assert.Equal(1, await host.Database.CountAsync("Release", "Month = @month", new { month }));
    }

    [Fact]
    public async Task Large_month_is_released_by_another_person_and_an_officer_only_prepares()
    {
        var (stages, award, month) = await PublishedAsync(2020, 1);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Award set Amount = 5000001 where Id = @award", new { award }));
        var (publisher, address) = (await PublisherAsync(), Links.Publishing.Release(month));
        var page = await (await publisher.OpenAsync(address)).PressAsync("Prepare the file");
        page.AssertSays("you prepared the file. Another publisher releases it, or a colleague prepares it again and you release it.");
        page.AssertDoesNotSay("Release version 1");
        var officer = await (await host.AsAsync(stages.Officer)).OpenAsync(address);
        officer.AssertSays("A publisher releases it.");
        // An office with one publisher is not stuck.
        await officer.PressAsync("Prepare the file again");
        page = await (await publisher.OpenAsync(address)).PressAsync("Release version 1");
        page.AssertSays("Version 1: the public reads this");
        foreach (var role in new[] { Role.FinanceOfficer, Role.PanelMember, Role.Applicant })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(address, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Name_that_is_a_formula_HTML_or_as_long_as_can_be_is_a_plain_cell()
    {
        var (_, award, month) = await PublishedAsync(2020, 3);
        foreach (var name in Unsafe)
        {
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Organisation set Name = @name where Id = (select a.OrganisationId from Application a join Award w on w.ApplicationId = a.Id where w.Id = @award)",
                    new { award, name }
                )
            );
            await ReleaseAsync(month, "The name has changed.");
            var text = (await FileAsync(month)).Text;
            Assert.Contains(name[0] == '=' ? $",'{name}," : $",{name},", text, StringComparison.Ordinal);
            (await (await PublisherAsync()).OpenAsync(Links.Publishing.Release(month))).AssertSays(name[..15]);
        }
    }

    [Fact]
    public async Task Late_month_is_told_once_and_waits_in_the_list_until_it_is_released()
    {
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        var (_, _, month) = await PublishedAsync(2018, 4);
        await host.WithAsync<RemindOfReleases, int>(remind => remind.RunAsync());
        const string Told = "Kind = 'ReleaseLate' and TextBody like '%April 2018 (grants)%' and ToAddress = @Email";
        var email = new { Email = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }) };
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", Told, email));
        Assert.Equal(0, await host.WithAsync<RemindOfReleases, int>(remind => remind.RunAsync()));
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", Told, email));
        (await (await host.AsAsync(person)).OpenAsync(Links.Casework.Work)).AssertSays("Months of grants to release");
        var waiting = await WaitingAsync();
        await ReleaseAsync(month);
        Assert.Equal(waiting - 1, await WaitingAsync());

        async Task<long> WaitingAsync() =>
            await host.Database.CountAsync(
                "ReleaseMonth",
                "not exists (select 1 from Release y where y.Kind = ReleaseMonth.Kind and y.Month = ReleaseMonth.Month and y.ReleasedAt is not null)"
            );
    }

    [Fact]
    public async Task Reason_for_a_correction_does_not_say_a_withheld_name()
    {
        var (_, award, month) = await PublishedAsync(2020, 6);
        await ReleaseAsync(month);
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        await DecideAsync(
            person,
            award,
            (await GrantAsync(award)).Publication with
            {
                NameShown = false,
                Place = PublicPlace.Nothing,
                Ground = WithheldGround.Section40,
                Why = "One person",
                Title = "Help at home",
            }
        );
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Award set GivenBack = 100 where Id = @award", new { award }));
        Assert.Contains(
            "the public reads it",
            (await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(person, month, "Group A gave money back.")))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Done(await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(person, month, "A group gave money back.")));
    }

    /// <summary>A round with one grant that was accepted on the 15th of a month and is public.</summary>
    private async Task<(RoundInStages Stages, Guid Award, DateOnly Month)> PublishedAsync(int year, int month)
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set AcceptedAt = @At where Id = @award",
                new { award, At = new DateTime(year, month, 15, 12, 0, 0, DateTimeKind.Utc) }
            )
        );
        return (stages, award, new(year, month, 1));
    }

    private async Task ReleaseAsync(DateOnly month, string? correctionReason = null)
    {
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        Done(await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(person, month, correctionReason)));
        var prepared = await PreparedAsync(month);
        Done(await host.WithAsync<ReleaseGrants, Result>(release => release.RunAsync(person, month, prepared)));
    }

    private Task<Guid> PreparedAsync(DateOnly month) =>
        host.Db.ScalarAsync<Guid>("select Id from Release where Month = @month and ReleasedAt is null", new { month });

    private Task<GrantPublications.GrantPublication> GrantAsync(Guid award) =>
        host.WithAsync<GrantPublications, GrantPublications.GrantPublication>(grants => grants.GetAsync(award));

    private async Task DecideAsync(Actor publisher, Guid award, Publication publication)
    {
        var version = (await GrantAsync(award)).Version;
        Done(await host.WithAsync<DecidePublication, Result>(save => save.RunAsync(publisher, award, publication, version)));
    }

    private async Task<Browser> PublisherAsync() => await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));

    private static void Done(Result result) => Assert.Null(result.FirstRefusal);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private sealed record ServedFile(HttpStatusCode Status, byte[] Content, string? Tag, string? Type, string? Cache, string? Origin)
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }

    /// <param name="known">The tag of the visitor's copy.</param>
    private async Task<ServedFile> FileAsync(DateOnly month, string? known = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Links.Publishing.OpenGrantsFile(month));
        if (known is not null)
            request.Headers.Add("If-None-Match", known);
        using var answer = await client.SendAsync(request);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Headers.ETag?.ToString(),
            answer.Content.Headers.TryGetValues("Content-Type", out var types) ? types.Single() : null,
            answer.Headers.CacheControl?.ToString(),
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null
        );
    }
}
