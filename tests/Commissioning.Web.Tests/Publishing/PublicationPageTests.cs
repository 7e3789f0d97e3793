using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class PublicationPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Publisher_publishes_ticked_grants_as_they_are_drafted_and_never_one_that_starts_withheld()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Summary = 'A refuge for families.' where Id = @Id", new { stages.Applications[1].Id })
        );
        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        (await publisher.OpenAsync(Links.Casework.Work)).AssertSays("Accepted grants to publish");
        var page = await publisher.OpenAsync(Links.Publishing.RoundPublications(stages.Round));
        page.AssertSays("0 published, 0 of them without a name. 2 to decide. 0 not accepted yet.");
        page.AssertSays("Group A");
        page.AssertSays("The application speaks of \"refuge\"");
        Assert.Single(page.Document.QuerySelectorAll("input[name=Ticked]"));
        (await page.PressAsync("Publish as drafted")).AssertSays("1 grant is published");
        // The list of ticks is not believed.
        var refuge = await stages.AwardAsync(1);
        Assert.Contains(
            "its name starts withheld",
            (
                await host.WithAsync<PublishAsDrafted, Result>(async save =>
                    await save.RunAsync(await host.Scenario.PersonAsync(Role.Publisher), refuge, 0)
                )
            )
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @award and Action = 'GrantPublishedAsDrafted' and Detail like '%Public: yes%' and Detail like '%Title: Project A%'",
                new { award }
            )
        );
    }

    [Fact]
    public async Task Withheld_name_is_told_with_its_ground_and_gone_at_the_next_request()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        var (visitor, list) = (host.Visitor(), Links.Publishing.Round(stages.Round));
        (await visitor.OpenAsync(list)).AssertSays("Group A");
        var (tag, status) = await TagAsync(list, null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((tag, HttpStatusCode.NotModified), await TagAsync(list, tag));

        // The organisation becomes a refuge.
        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        var page = await publisher.OpenAsync(Links.Publishing.Publication(award));
        page.AssertSays("The public reads");
        page = await page.Choose("Withhold the name").PressAsync("Publish the change", HttpStatusCode.BadRequest);
        page.AssertError("Choose why the name is withheld");
        page.AssertError("Say in a sentence why the name is withheld. Only the office reads it.");
        page.AssertError("With the name withheld, show the district at most: a town can give the name away");
        page = await page.Choose("Safety: somebody could be found who must not be")
            .Fill("The same in a sentence (optional when the name is shown)", "It has become a refuge")
            .Choose("District: Leicester")
            .Fill("Project name", "Help from Group A")
            .PressAsync("Publish the change", HttpStatusCode.BadRequest);
        page.AssertError("Take out \"Group A\": it gives the withheld name or place away");
        page = await page.Fill("Project name", "Help at home").PressAsync("Publish the change");
        page.AssertSays("The public reads this now");
        page.AssertSays("Our pages no longer show it. Someone else may have kept a copy.");

        var after = await visitor.OpenAsync(list);
        after.AssertDoesNotSay("Group A");
        after.AssertDoesNotSay("It has become a refuge");
        after.AssertSays("Name withheld: to keep people safe");
        after.AssertSays("£5,000.00");
        var (newTag, newStatus) = await TagAsync(list, tag);
        Assert.Equal(HttpStatusCode.OK, newStatus);
        Assert.NotEqual(tag, newTag);
        (await publisher.OpenAsync(Links.Publishing.RoundPublications(stages.Round))).AssertSays("What others may have copied");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @award and Action = 'PublicationDecided' and Detail like '%Name shown: yes -> no%' and Detail not like '%become a refuge%'",
                new { award }
            )
        );
    }

    [Fact]
    public async Task Who_withholds_a_name_reads_with_which_other_grants_the_public_still_reads_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        await stages.PublishGrantsAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set Name = 'Myrtle 100% House' where Id = (select OrganisationId from Application where Id = @Id)",
                new { stages.Applications[0].Id }
            )
        );
        var (publisher, address) = (
            await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher)),
            Links.Publishing.Publication(award)
        );
        (await publisher.OpenAsync(address)).AssertDoesNotSay("Other grants that name this group");
        var other = await stages.AwardAsync(1);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Publication set Brief = 'Evenings with Myrtle 100% House.' where AwardId = @other", new { other })
        );
        var page = await publisher.OpenAsync(address);
        page.AssertSays("Other grants that name this group");
        page.AssertSays("another group's grant, whose words name this one");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set Name = 'Myrtle 100% House' where Id = (select OrganisationId from Application where Id = @Id)",
                new { stages.Applications[1].Id }
            )
        );
        page = await publisher.OpenAsync(address);
        page.AssertDoesNotSay("another group's grant");
        Assert.Contains(page.Document.QuerySelectorAll("main a"), link => link.GetAttribute("href") == Links.Publishing.Publication(other));
        // Nothing more than the public reads.
        Assert.Null(
            (
                await host.WithAsync<TakeDownPublication, Result>(save => save.RunAsync(stages.Officer, other, "A partner became a refuge"))
            ).FirstRefusal
        );
        (await publisher.OpenAsync(address)).AssertDoesNotSay("Other grants that name this group");
    }

    [Fact]
    public async Task Officer_prepares_and_takes_down_and_only_a_publisher_publishes()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var (officer, address) = (await host.AsAsync(stages.Officer), Links.Publishing.Publication(award));
        var page = await officer.OpenAsync(address);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("button"), button => button.TextContent.Trim() == "Publish");
        foreach (var (title, error) in new[] { ("<b>Lights</b>", "HTML"), ("=1+1", "formula"), (new string('a', 300), "from 300 to 140") })
            Assert.Contains(
                PublicationRules.WhyNot(
                    (await GetAsync(award)).Publication with
                    {
                        Title = title,
                    },
                    (await GetAsync(award)).Subject,
                    default
                ),
                refusal => refusal.Sentence.Contains(error, StringComparison.Ordinal)
            );
        page = await page.Fill("Project name", new string('a', 300)).PressAsync("Save as a draft", HttpStatusCode.BadRequest);
        page.AssertError("Shorten this from 300 to 140 characters or fewer");
        page = await page.Fill("Project name", "Lights in the yard").PressAsync("Save as a draft");
        page.AssertSays("The draft is saved");
        (await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round))).AssertDoesNotSay("Lights in the yard");
        await stages.PublishGrantsAsync();
        (await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round))).AssertSays("Lights in the yard");
        page = await officer.OpenAsync(address);
        page.AssertDoesNotSay("Save as a draft");
        page = await page.PressAsync("Take it down now", HttpStatusCode.BadRequest);
        page.AssertError("Say why you take it down");
        page = await page.Fill("Why do you take it down?", "The group asked us").PressAsync("Take it down now");
        page.AssertSays("It is taken down. The public reads nothing of this grant.");
        (await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round))).AssertDoesNotSay("Lights in the yard");
        // It is not offered to be published with others again.
        var list = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher))).OpenAsync(
            Links.Publishing.RoundPublications(stages.Round)
        );
        list.AssertSays("Taken down. The group asked us.");
        list.AssertDoesNotSay("Publish as drafted");
        foreach (var role in new[] { Role.FinanceOfficer, Role.PanelMember, Role.Applicant })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(address, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Review_day_of_a_withheld_name_comes_to_the_worklist_and_changes_nothing_by_itself()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var person = await host.Scenario.PersonAsync(Role.Publisher);
        var grant = await GetAsync(award);
        var withheld = grant.Publication with
        {
            NameShown = false,
            Place = PublicPlace.Nothing,
            Ground = WithheldGround.Section40,
            Why = "One person at home",
            Title = "Help at home",
            ReviewOn = LondonTime.DateOf(host.Clock.UtcNow()).AddDays(10),
        };
        Assert.Null(
            (await host.WithAsync<DecidePublication, Result>(save => save.RunAsync(person, award, withheld, grant.Version))).FirstRefusal
        );
        var publisher = await host.AsAsync(person);
        (await publisher.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Withheld name to look at again");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Publication set ReviewOn = @Today where AwardId = @award",
                new { award, Today = LondonTime.DateOf(work.Now) }
            )
        );
        (await publisher.OpenAsync(Links.Casework.Work)).AssertSays("Withheld name to look at again");
        (await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round))).AssertDoesNotSay("Group A");
    }

    [Fact]
    public async Task Words_that_withhold_are_the_publishers_to_change()
    {
        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.Publisher));
        var page = await publisher.OpenAsync(Links.Publishing.SafetyWords);
        page.AssertSays("default, not OPCC policy");
        page = await page.Fill("One word or phrase a line", "refuge\nab").PressAsync("Save the words", HttpStatusCode.BadRequest);
        page.AssertError("\"ab\" is too short: write at least 4 letters");
        page = await page.Fill("One word or phrase a line", "refuge\nsafe house\nmoonlit").PressAsync("Save the words");
        page.AssertDoesNotSay("default, not OPCC policy");
        var officer = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Publishing.SafetyWords
        );
        officer.AssertSays("moonlit");
        officer.AssertDoesNotSay("Save the words");
    }

    private Task<GrantPublications.GrantPublication> GetAsync(Guid award) =>
        host.WithAsync<GrantPublications, GrantPublications.GrantPublication>(grants => grants.GetAsync(award));

    /// <summary>The tag of a page for a visitor who has the page with this tag.</summary>
    private async Task<(string? Tag, HttpStatusCode Status)> TagAsync(string address, string? known)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known is not null)
            request.Headers.Add("If-None-Match", known);
        using var answer = await client.SendAsync(request);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        return (answer.Headers.ETag?.ToString(), answer.StatusCode);
    }
}
