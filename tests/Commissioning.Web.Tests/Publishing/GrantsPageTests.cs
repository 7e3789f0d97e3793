using System.Net;
using System.Xml.Linq;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class GrantsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Everybody_finds_published_grants_and_their_sums_by_filter()
    {
        var (stages, _) = await PublishedAsync("Findable Friends", "Lanterns of Findable");
        var visitor = host.Visitor();
        var page = await visitor.OpenAsync(Links.Publishing.GrantsWith("q=findable"));
        page.AssertSays("1 grant, £5,000.00");
        page.AssertSays("Only grants with \"findable\". See every grant");
        var grant = await page.FollowAsync("Lanterns of Findable");
        Assert.Equal("Lanterns of Findable", grant.Heading);
        grant.AssertSays("Findable Friends");
        grant.AssertSays("£5,000.00");
        await grant.FollowAsync((await visitor.OpenAsync(Links.Publishing.Round(stages.Round))).Heading);
        // Each word, anywhere.
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=friends lanterns"))).AssertSays("1 grant, £5,000.00");
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=friends zebra"))).AssertSays("No published grant fits");
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=findable&from=5000&to=£5,000.00&area=leicester"))).AssertSays("1 grant");
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=findable&to=4,999.99"))).AssertSays("0 grants, £0.00");
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=findable&area=rutland"))).AssertSays("0 grants, £0.00");
        // What a pattern would match is looked for as it is typed.
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=find_ble"))).AssertSays("0 grants");
        (await visitor.OpenAsync(Links.Publishing.GrantsWith("q=%25"))).AssertSays("0 grants");
    }

    [Fact]
    public async Task Charity_number_finds_a_grant_only_while_its_name_is_shown()
    {
        var (_, reference) = await PublishedAsync("Numbered Friends", "Numbers");
        await NumberAsync(reference, "1170999");
        (await host.Visitor().OpenAsync(Links.Publishing.GrantsWith("q=1170999"))).AssertSays("1 grant, £5,000.00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Publication set NameShown = 0 where AwardId = (select w.Id from Award w join Application a on a.Id = w.ApplicationId where a.Reference = @reference)",
                new { reference }
            )
        );
        (await host.Visitor().OpenAsync(Links.Publishing.GrantsWith("q=1170999"))).AssertSays("0 grants");
    }

    [Fact]
    public async Task Round_says_which_page_it_shows_instead_of_one_that_it_does_not_have()
    {
        var (stages, _) = await PublishedAsync("Paged Friends", "Paged");
        foreach (
            var (page, said) in new[]
            {
                ("2", "There is no such page, so this is the last."),
                ("99999999999", "We know no such page, so this is the first."),
                ("-1", "We know no such page, so this is the first."),
            }
        )
            (await host.Visitor().OpenAsync($"{Links.Publishing.Round(stages.Round)}?page={page}")).AssertSays(said);
    }

    [Fact]
    public async Task Filter_with_nonsense_is_left_out_and_said()
    {
        await PublishedAsync("Nonsense Friends", "Nonsense");
        var page = await host.Visitor()
            .OpenAsync(Links.Publishing.GrantsWith("q=nonsense&year=1066&area=' or 1=1 --&from=lots&sort=banana&page=99999&x=<script>"));
        foreach (
            var said in new[]
            {
                "We know no year \"1066\", so the list has every year.",
                "We know no area \"' or 1=1 --\", so the list has every area.",
                "\"lots\" is not an amount such as £5,000, so we left it out.",
                "We cannot sort like that, so the newest grants are first.",
                "There is no such page, so this is the last.",
                "1 grant, £5,000.00",
            }
        )
            page.AssertSays(said);
    }

    [Fact]
    public async Task Character_that_nobody_can_see_does_not_find_everything()
    {
        await PublishedAsync("Invisible Friends", "Invisible");
        (await host.Visitor().OpenAsync(Links.Publishing.GrantsWith("q=invisible%00zebra"))).AssertSays("0 grants");
        (await host.Visitor().OpenAsync(Links.Publishing.GrantsWith("q=%00&year=%00"))).AssertDoesNotSay("Only grants");
    }

    [Fact]
    public async Task Reference_is_read_in_small_letters_as_people_type_an_address()
    {
        var (_, reference) = await PublishedAsync("Typing Friends", "Typing");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Reference = 'TYPED-R2-001' where Reference = @reference", new { reference })
        );
        Assert.Equal("Typing", (await host.Visitor().OpenAsync(Links.Publishing.Grant("typed-r2-001"))).Heading);
    }

    [Fact]
    public async Task What_everybody_reads_is_small_and_has_no_cookie_and_a_form_is_not_compressed()
    {
        await PublishedAsync("Small Friends", "Small");
        foreach (
            var address in new[] { Links.Publishing.Grants, Links.Publishing.Embed(""), Links.Publishing.ApiGrants, Links.Publishing.Feed }
        )
        {
            using var answer = await CompressedAsync(address);
            Assert.Equal((address, "br"), (address, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.False(answer.Headers.Contains("Set-Cookie"), address);
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 100, 12_000);
            using var again = await CompressedAsync(address, answer.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }
        using var form = await CompressedAsync(Links.Accounts.SignIn);
        Assert.Empty(form.Content.Headers.ContentEncoding);
    }

    private Task NumberAsync(string reference, string number) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set CharityNumber = @number where Id = (select OrganisationId from Application where Reference = @reference)",
                new { reference, number }
            )
        );

    private async Task<HttpResponseMessage> CompressedAsync(string address, string? tag = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (tag is not null)
            request.Headers.Add("If-None-Match", tag);
        return await client.SendAsync(request);
    }

    [Fact]
    public async Task Crawler_is_led_to_each_grant_once()
    {
        var (_, reference) = await PublishedAsync("Crawled Friends", "Crawled");
        var visitor = host.Visitor();
        var plain = await visitor.OpenAsync(Links.Publishing.Grants);
        Assert.Null(plain.Document.QuerySelector("meta[name=robots]"));
        foreach (var query in new[] { "q=crawled", "sort=name", "page=99999", "year=1066" })
        {
            var page = await visitor.OpenAsync(Links.Publishing.GrantsWith(query));
            Assert.Equal("noindex", page.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
            Assert.EndsWith(
                Links.Publishing.Grants,
                page.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href"),
                StringComparison.Ordinal
            );
        }
        Assert.DoesNotContain(
            plain.Document.QuerySelectorAll("main a[href*='?']"),
            link => link.GetAttribute("rel") != "nofollow" && link.Closest("nav") is null
        );
        var robots = await TextAsync(Links.Publishing.Robots);
        Assert.Contains("Disallow: /*?", robots, StringComparison.Ordinal);
        Assert.Contains(Links.Publishing.SiteMap, robots, StringComparison.Ordinal);
        var map = XDocument.Parse(await TextAsync(Links.Publishing.SiteMap));
        var addresses = map.Root!.Elements().Select(url => url.Value).ToList();
        Assert.Single(addresses, address => address.EndsWith(Links.Publishing.Grant(reference), StringComparison.Ordinal));
        Assert.Single(addresses, address => address.EndsWith(Links.Publishing.OpenGrants, StringComparison.Ordinal));
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.Equal(map.ToString(), XDocument.Parse(await TextAsync(Links.Publishing.SiteMapPart(1))).ToString());
        await visitor.OpenAsync(Links.Publishing.SiteMapPart(2), HttpStatusCode.NotFound);
        await visitor.OpenAsync("/sitemap-99999999999.xml", HttpStatusCode.NotFound);
        // Every address of the map answers.
        foreach (var address in addresses)
        {
            using var answer = await visitor.GetAsync(new Uri(address).PathAndQuery);
            Assert.Equal((HttpStatusCode.OK, address), (answer.StatusCode, address));
        }
    }

    [Fact]
    public async Task Withheld_name_is_found_by_no_search_and_is_gone_from_feed_file_frame_and_map_at_once()
    {
        var (stages, reference) = await PublishedAsync("Zelkova Sanctuary", "Zelkova evenings");
        await NumberAsync(reference, "1170998");
        var addresses = new[]
        {
            Links.Publishing.GrantsWith("q=zelkova"),
            Links.Publishing.GrantsCsv("q=zelkova"),
            Links.Publishing.Feed,
            Links.Publishing.Embed("q=zelkova"),
            Links.Publishing.Grant(reference),
            Links.Publishing.Round(stages.Round),
        };
        foreach (var address in addresses)
            Assert.Contains("Zelkova Sanctuary", await TextAsync(address), StringComparison.Ordinal);
        var id = $"urn:uuid:{await stages.AwardAsync(0)}";
        Assert.Contains(id, await TextAsync(Links.Publishing.Feed), StringComparison.Ordinal);

        await WithholdAsync(await stages.AwardAsync(0));

        foreach (var address in addresses)
            Assert.DoesNotContain("Zelkova Sanctuary", await TextAsync(address), StringComparison.Ordinal);
        foreach (var query in new[] { "q=zelkova", "q=sanctuary", "q=1170998" })
        {
            (await host.Visitor().OpenAsync(Links.Publishing.GrantsWith(query))).AssertSays("No published grant fits");
            Assert.DoesNotContain(reference, await TextAsync(Links.Publishing.GrantsCsv(query)), StringComparison.Ordinal);
        }
        // Its own words still find it, with the same id, money and ground.
        var found = await host.Visitor().OpenAsync(Links.Publishing.GrantsWith($"q={reference}"));
        found.AssertSays("Name withheld: to keep people safe");
        found.AssertSays("1 grant, £5,000.00");
        Assert.Contains(id, await TextAsync(Links.Publishing.Feed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_that_is_a_formula_markup_or_very_long_harms_no_answer()
    {
        foreach (
            var name in new[] { "=HYPERLINK(\"http://evil.example\")", "<script>alert(1)</script> & Sons", new string('W', 190) + " Oddly" }
        )
        {
            var (_, reference) = await PublishedAsync(name, "Odd names");
            var row = (await TextAsync(Links.Publishing.GrantsCsv($"q={reference}"))).Split("\r\n")[1];
            Assert.DoesNotContain(",=", row, StringComparison.Ordinal);
            Assert.DoesNotContain(",\"=", row, StringComparison.Ordinal);
            var entry = XDocument
                .Parse(await TextAsync(Links.Publishing.Feed, isDecoded: false))
                .Root!.Elements(Atom + "entry")
                .Single(one => one.Element(Atom + "link")!.Attribute("href")!.Value.EndsWith(reference, StringComparison.Ordinal));
            Assert.StartsWith(name, entry.Element(Atom + "title")!.Value, StringComparison.Ordinal);
            foreach (var address in new[] { Links.Publishing.GrantsWith($"q={reference}"), Links.Publishing.Grant(reference) })
            {
                var page = await host.Visitor().OpenAsync(address);
                Assert.DoesNotContain(
                    page.Document.QuerySelectorAll("script"),
                    script => script.TextContent.Contains("alert", StringComparison.Ordinal)
                );
            }
        }
    }

    [Fact]
    public async Task Only_the_embedded_list_may_stand_in_a_frame()
    {
        foreach (var (address, frames) in new[] { (Links.Publishing.Embed(""), true), (Links.Publishing.Grants, false) })
        {
            using var answer = await host.Visitor().GetAsync(address);
            Assert.Equal(
                frames,
                answer.Headers.GetValues("Content-Security-Policy").Single().Contains("frame-ancestors *", StringComparison.Ordinal)
            );
            Assert.Equal(!frames, answer.Headers.Contains("X-Frame-Options"));
        }
        var page = await host.Visitor().OpenAsync(Links.Publishing.Embed(""));
        Assert.Empty(page.Document.QuerySelectorAll("form, input, button"));
        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        (await publisher.OpenAsync(Links.Publishing.Publications)).AssertSays(Links.Publishing.Embed(""));
    }

    [Fact]
    public async Task Address_of_before_leads_to_the_one_of_today()
    {
        var (stages, reference) = await PublishedAsync("Moved Friends", "Moved");
        foreach (
            var (before, today) in new[]
            {
                (Links.Publishing.Funded, Links.Publishing.Rounds),
                (Links.Publishing.FundedRound(stages.Round), Links.Publishing.Round(stages.Round)),
                (Links.Publishing.FundedProject(await stages.AwardAsync(0)), Links.Publishing.Grant(reference)),
                // A visitor who asks for a list of the staff's.
                (Links.Decisions.Rounds, Links.Publishing.Decisions),
                (Links.Funds.Rounds, Links.Publishing.Rounds),
            }
        )
            Assert.Equal(today, (await host.Visitor().OpenAsync(before)).Address.AbsolutePath);
        await host.Visitor().OpenAsync(Links.Publishing.FundedProject(await stages.AwardAsync(1)), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Round_says_when_it_was_how_many_got_a_grant_and_why_others_did_not()
    {
        var (stages, _) = await PublishedAsync("Rounded Friends", "Rounded");
        var round = await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round));
        foreach (
            var said in new[] { "of 3 applications were offered a grant", "Letters sent", "Lowest score for a grant", "Read the notice" }
        )
            round.AssertSays(said);
        // Three applications: what they asked for, and why one got nothing, would be about one.
        round.AssertDoesNotSay("They asked for");
        round.AssertDoesNotSay("Why others did not");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update RoundTally set Submitted = 40, Awards = 10, Requested = 2000000 where RoundId = @Round",
                new { stages.Round }
            )
        );
        // Nine grants are missing from the money, so no share of it is told.
        var waiting = await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round));
        waiting.AssertSays(
            "10 of 40 applications were offered a grant: 25.0%. They asked for £20,000.00 in all. 1 grant is published so far. It comes to £5,000.00. The others wait for an answer, or for us to publish them, so we cannot say what share of the money was given."
        );
        waiting.AssertDoesNotSay("of what was asked for");
        var list = await host.Visitor().OpenAsync(Links.Publishing.Rounds);
        list.AssertSays("10 (25.0%)");
        list.AssertDoesNotSay("£5,000.00 (25.0%)");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update RoundTally set Awards = 2 where RoundId = @Round", new { stages.Round })
        );
        await host.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                "update Award set EndedAt = @Now, EndedHow = 'Declined' where Id = @other",
                new { work.Now, other = await stages.AwardAsync(1) }
            )
        );
        (await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round))).AssertSays(
            "2 of 40 applications were offered a grant: 5.0%. They asked for £20,000.00 in all. The published grants come to £5,000.00: 25.0% of what was asked for."
        );
        (await host.Visitor().OpenAsync(Links.Publishing.Rounds)).AssertSays("£5,000.00 (25.0%)");
    }

    [Fact]
    public async Task Decisions_can_be_filtered_by_year_fund_and_who_decided()
    {
        var (stages, _) = await PublishedAsync("Decided Friends", "Decided");
        var (number, year) = (
            await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round }),
            await host.Db.ScalarAsync<string>("select BudgetYear from Round where Id = @Round", new { stages.Round })
        );
        (await host.Visitor().OpenAsync(Links.Publishing.DecisionsWith($"year={year}"))).AssertSays(number!);
        var none = await host.Visitor().OpenAsync(Links.Publishing.DecisionsWith($"year={year}&by=nobody-we-know&page=7"));
        none.AssertSays("We know no decision maker \"nobody-we-know\", so the list has every decision maker.");
        none.AssertSays("There is no such page, so this is the last.");
        none.AssertSays(number!);
    }

    private async Task<string> TextAsync(string address, bool isDecoded = true)
    {
        using var answer = await host.Visitor().GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return isDecoded ? WebUtility.HtmlDecode(text) : text;
    }

    /// <summary>A round with one published grant, of a group and a project of these names.</summary>
    private async Task<(RoundInStages Stages, string Reference)> PublishedAsync(string organisation, string project)
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Organisation set Name = @organisation, CharityNumber = '1122334' where Id = (select a.OrganisationId from Application a where a.Id = @Id)",
                new { organisation, stages.Applications[0].Id }
            );
            return await work.ExecuteAsync(
                "update Application set ProjectName = @project where Id = @Id",
                new { project, stages.Applications[0].Id }
            );
        });
        await stages.PublishGrantsAsync();
        return (
            stages,
            (
                await host.Db.ScalarAsync<string>(
                    "select a.Reference from Application a join Award w on w.ApplicationId = a.Id where w.Id = @award",
                    new { award }
                )
            )!
        );
    }

    private async Task WithholdAsync(Guid award)
    {
        var publisher = await host.Scenario.PersonAsync(Role.Publisher);
        var grant = await host.WithAsync<GrantPublications, GrantPublications.GrantPublication>(grants => grants.GetAsync(award));
        Assert.Null(
            (
                await host.WithAsync<DecidePublication, Result>(save =>
                    save.RunAsync(
                        publisher,
                        award,
                        grant.Publication with
                        {
                            NameShown = false,
                            Place = PublicPlace.District,
                            Ground = WithheldGround.Safety,
                            Why = "It has become a refuge",
                            Title = "Evenings in a hall",
                            Brief = "Evenings for people who need them.",
                            CrimeReason = "Company at night prevents crime.",
                        },
                        grant.Version
                    )
                )
            ).FirstRefusal
        );
    }
}
