using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class CrossCheckPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_cross_checks_page_lets_an_officer_flag_and_link_and_an_auditor_only_read()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        foreach (var application in stages.Applications)
            await host.WithAsync<MatchIndex, int>(async index =>
            {
                await index.AddAsync(application.Id);
                return 0;
            });
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.DueDiligence.CrossChecks(stages.Applications[0].Id));
        page.AssertSays("May be the same organisation");
        page.AssertSays("Charity number 9900001");
        page = await page.PressAsync("Place the flag", HttpStatusCode.BadRequest);
        page.AssertError("Choose what kind of matter it is");
        page = await page.Choose("Something else")
            .Fill("Why must nothing be paid?", "The treasurer left")
            .Fill("What do others read? (optional)", "Waiting for papers")
            .FillNamed("Form.Until.Day", "1")
            .PressAsync("Place the flag", HttpStatusCode.BadRequest);
        page.AssertError("The last day must include a month and a year");
        page = await page.FillNamed("Form.Until.Day", "").PressAsync("Place the flag");
        page.AssertSays("Group A: Waiting for papers. Placed by");
        var flag = await page.FollowAsync("Open the flag on Group A");
        flag.AssertSays("The treasurer left");
        flag = await flag.Fill("Why should the flag be lifted?", "ok").PressAsync("Ask to lift the flag", HttpStatusCode.BadRequest);
        flag.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        flag = await flag.Fill("Why should the flag be lifted?", "A new treasurer was elected on 3 May, minutes seen")
            .PressAsync("Ask to lift the flag");
        flag.AssertSays("You asked to lift this flag, so someone else must answer");
        page = await browser.OpenAsync(page.Address.PathAndQuery);
        page.AssertSays("Group A: Waiting for papers. Placed by");
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        flag = await second.OpenAsync(flag.Address.PathAndQuery);
        flag = await flag.Choose("Yes, lift it")
            .Fill("What did you look at?", "I read the same minutes and rang the new treasurer")
            .PressAsync("Answer");
        flag.AssertSays("The flag no longer stops payments.");
        page = await browser.OpenAsync(page.Address.PathAndQuery);
        page.AssertSays("No stop flags are in force.");
        page = await page.Fill("Why are they one organisation, or two? (Group B)", "The same trustees")
            .PressAsync("They are one organisation");
        page.AssertSays("One organisation: The same trustees");
        page.AssertSays("as Group B");

        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var read = await auditor.OpenAsync(Links.DueDiligence.CrossChecks(stages.Applications[0].Id));
        read.AssertDoesNotSay("Place the flag");
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await auditor.PostAsync(
                    new(page.Address, $"{Links.DueDiligence.CrossChecks(stages.Applications[0].Id)}?handler=Flag"),
                    await FormAsync(auditor)
                )
            ).StatusCode
        );
    }

    [Fact]
    public async Task Copied_passages_stand_side_by_side_with_the_shared_words_marked()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        string[] texts =
        [
            "We open the old laundry on Tuesday evenings, where a cook from the estate teaches eight recipes and everyone eats together before the games begin.",
            "Our volunteers open the old laundry on Sunday evenings, where a baker from the estate teaches nine recipes and everyone eats together before the games begin.",
        ];
        foreach (var (application, text) in stages.Applications.Zip(texts))
        {
            await host.Db.HousekeepAsync(async work =>
            {
                var copy = (await SubmittedCopy.GetAsync(work, application.Id)).Copy with
                {
                    Summary = null,
                    Answers =
                    [
                        new()
                        {
                            Section = "Need",
                            Code = "need",
                            Question = "What will you do?",
                            WordLimit = 250,
                            Answer = text,
                        },
                    ],
                };
                return await work.ExecuteAsync(
                    "update Application set CopyJson = @Copy, CopySha256 = @Hash where Id = @Id",
                    new
                    {
                        application.Id,
                        Copy = copy.ToJson(),
                        Hash = ApplicationCopy.Sha256(copy.ToJson()),
                    }
                );
            });
            await host.WithAsync<MatchIndex, string?>(index => index.AddAsync(application.Id));
        }
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.DueDiligence.CrossChecks(stages.Applications[0].Id));
        var passages = page.Document.QuerySelectorAll(".app-passages > div").ToList();
        Assert.Equal(2, passages.Count);
        Assert.Equal("open the old laundry on", passages[0].QuerySelector("mark")!.TextContent.Trim());
        Assert.Equal("open the old laundry on", passages[1].QuerySelector("mark")!.TextContent.Trim());
        Assert.Contains("Tuesday", passages[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("baker", passages[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(passages[1].QuerySelectorAll("mark"), mark => mark.TextContent.Contains("baker", StringComparison.Ordinal));
        Assert.All(passages, passage => Assert.Contains("What will you do?", passage.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_assessor_sees_the_possible_link_before_declaring_a_conflict()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var assessor = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set DisplayName = 'Joan Fletcher' where Id = @Id", new { assessor.Id })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Person set DisplayName = 'Fletcher, Joan' where Id = @Id",
                new { stages.Applications[0].Applicant.Id }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PanelMember (RoundId, PersonId, Assigned, Conflicted, Submitted) values (@Round, @Id, 0, 0, 0)",
                new { stages.Round, assessor.Id }
            )
        );
        await host.Scenario.AssignedAsync(stages.Applications[0].Id, assessor);
        (await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Conflicts(stages.Round))).AssertSays(
            "Our records name Fletcher, Joan in this organisation, which is similar to your own name or address."
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.DueDiligence.CrossChecks(stages.Applications[0].Id))).AssertSays(
            "Joan Fletcher and Fletcher, Joan, who scores this round. Has not declared yet."
        );
    }

    private static async Task<HttpContent> FormAsync(Browser browser)
    {
        var token =
            (await browser.OpenAsync(Links.Casework.Work))
                .Document.QuerySelector("input[name='__RequestVerificationToken']")
                ?.GetAttribute("value")
            ?? "";
        if (token.Length == 0)
            token = (await browser.OpenAsync(Links.Accounts.SignOut))
                .Document.QuerySelector("input[name='__RequestVerificationToken']")!
                .GetAttribute("value")!;
        return new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Form.Reason", "x")]);
    }
}
