using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>What the letters about a change of a grant promise: somebody who did not decide it looks at it again.</summary>
public sealed class ReviewOfChangeTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    [Fact]
    public async Task A_decision_on_a_change_of_a_grant_is_reviewed_by_somebody_who_did_not_make_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0];
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(
                    stages.Officer,
                    null,
                    award,
                    VariationKind.Suspension,
                    new VariationDetails { Clause = "16" },
                    "The police asked us to wait"
                )
            )
        );
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Awards.Variation(change))).AssertDoesNotSay("Record a complaint");
        // The round is decided by stages.Approver, and the change by another.
        var decider = await host.Scenario.PersonAsync(Role.Approver);
        Assert.Null((await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(decider, change, true, "Yes"))).FirstRefusal);
        (await officer.OpenAsync(Links.Decisions.OpenReviewOfChange(application.Id, change))).AssertSays(
            "The organisation has not been told of this decision yet"
        );
        await SendDayAsync(stages);

        var page = await (await officer.OpenAsync(Links.Awards.Variation(change))).FollowAsync(
            "Record a complaint or request about this change"
        );
        var today = LondonTime.DateOf(host.Clock.GetUtcNow().UtcDateTime);
        page = page.FillNamed("ReceivedOn.Day", $"{today.Day}")
            .FillNamed("ReceivedOn.Month", $"{today.Month}")
            .FillNamed("ReceivedOn.Year", $"{today.Year}");
        foreach (var radio in page.Document.QuerySelectorAll("input[name='Kind']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "Request";
        page = await page.Fill("From whom?", "The chair").Fill("What does it say is wrong?", "Nothing was wrong").PressAsync("Record it");
        page.AssertSays("Suspend the payments, approved by");
        var review = await host.Db.ScalarAsync<Guid>("select Id from DecisionReview where VariationId = @change", new { change });
        Assert.Contains(
            "We have your request to look again at our decision about holding back payments, on your grant for Project A (",
            await host.Db.ScalarAsync<string>(
                "select TextBody from OutboxEmail where SubjectId = @Id and Kind = 'ReviewReceived' order by ToAddress, Id",
                new { application.Id }
            ),
            StringComparison.Ordinal
        );

        Task<Result> AnswerAsync(Actor actor) =>
            host.WithAsync<AnswerReview, Result>(answer =>
                answer.RunAsync(actor, review, Domain.Decisions.ReviewOutcome.Upheld, "The police no longer ask for it.")
            );
        Assert.StartsWith(
            "You made the decision, so someone else must review it",
            (await AnswerAsync(decider)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        // Who decided the round did not decide this.
        Assert.Null((await AnswerAsync(stages.Approver)).FirstRefusal);
        await SendDayAsync(stages);
        var letter = LetterText.Render(
            LetterDocument.FromJson(
                (await host.Db.ScalarAsync<string>("select DocumentJson from Letter where SubjectId = @review", new { review }))!
            )
        );
        Assert.Contains(
            "we received your request to look again at our decision about holding back payments, on your grant for Project A.",
            string.Join(' ', letter.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
        (await officer.OpenAsync(Links.Decisions.Review(review))).AssertSays("To put it right, ask for another change of the grant");
        (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.DecideAfterReview(review))).AssertSays(
            "The review was of a change of the grant"
        );
    }

    [Fact]
    public async Task A_contact_who_is_no_member_is_told_who_can_invite_them()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0];
        async Task<string> TextAsync(string name, string email)
        {
            Assert.Empty(
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(
                        stages.Officer,
                        null,
                        award,
                        VariationKind.Contact,
                        new VariationDetails { ContactName = name, ContactEmail = email },
                        "She has left"
                    )
                )
            );
            var change = await host.Db.ScalarAsync<Guid>(
                "select Id from Variation where AwardId = @award and DecidedAt is null",
                new { award }
            );
            var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
            Assert.Null(
                (await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(other, change, true, "Yes"))).FirstRefusal
            );
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
            var letter = LetterText.Render(
                LetterDocument.FromJson(
                    (await host.Db.ScalarAsync<string>("select DocumentJson from Letter where SubjectId = @change", new { change }))!
                )
            );
            var message = await host.Db.ScalarAsync<string>(
                "select TextBody from OutboxEmail where SubjectId = @Id and Kind = 'GrantContactChanged' and ToAddress = @email and TextBody like @after",
                new
                {
                    application.Id,
                    email,
                    after = $"%From now on: {name}%",
                }
            );
            return string.Join(' ', $"{letter} {message}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        var told = await TextAsync("Bo Lee", "bo@test.example");
        Assert.Equal(3, told.Split("Bo Lee cannot see the grant online yet.").Length);
        var member = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { application.Applicant.Id });
        Assert.DoesNotContain("online yet", await TextAsync("Amira Khan", member!), StringComparison.Ordinal);
    }

    private async Task SendDayAsync(RoundInStages stages)
    {
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
        var batch = await host.Db.ScalarAsync<Guid>(
            "select Id from LetterBatch where RoundId is null and ReleasedAt is null order by StartedAt, Id"
        );
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
    }
}
