using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Payments;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Letters about a grant say what was decided, why, and figures that are on record.</summary>
public sealed class AwardLetterTruthTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private async Task<string> LetterAsync(RoundInStages stages, Guid award, VariationKind kind, VariationDetails wanted, string reason)
    {
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request => request.RunAsync(stages.Officer, null, award, kind, wanted, reason))
        );
        var change = await host.Db.ScalarAsync<Guid>(
            "select Id from Variation where AwardId = @award and Kind = @kind and DecidedAt is null",
            new { award, kind }
        );
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await host.WithAsync<DecideVariation, Result>(decide =>
                    decide.RunAsync(
                        kind is VariationKind.Resumption or VariationKind.Contact ? other : stages.Approver,
                        change,
                        approve: true,
                        "Agreed, see the minutes.",
                        "Ring me when you have read this."
                    )
                )
            ).FirstRefusal
        );
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
        return LetterText.Render(
            LetterDocument.FromJson(
                (await host.Db.ScalarAsync<string>("select DocumentJson from Letter where SubjectId = @change", new { change }))!
            )
        );
    }

    /// <summary>The text without the line breaks of its width.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task PaidAsync(Guid award, RoundInStages stages) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, DecidedBy, DecidedAt, Version) values (@Id, @award, 500000, 'At once', 'Paid', @Officer, @Now, @Approver, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Officer = stages.Officer.Id,
                    Approver = stages.Approver.Id,
                    work.Now,
                }
            )
        );

    [Fact]
    public async Task Recovery_letter_prints_the_reason_the_clause_and_what_the_returns_say_was_spent()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await PaidAsync(award, stages);
        host.Clock.MoveTo("2027-05-04 10:00");
        await stages.ReportAllAsync(award, 0, line => line.Requested - new Money(100));
        var reported = await host.Db.ScalarAsync<Money>(
            "select sum(s.Spent) from MonitoringSpend s join MonitoringReturn t on t.Id = s.ReturnId where t.AwardId = @award and t.Status = 'Accepted'",
            new { award }
        );
        var text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Recovery,
                new() { Amount = Money.FromPounds(1_000), Clause = "16" },
                "The hall invoice was for a private party"
            )
        );
        foreach (
            var words in new[]
            {
                "The hall invoice was for a private party.",
                "This is under clause 16 of the agreement.",
                "Ring me when you have read this.",
                "Paid to you: £5,000.00",
                $"Spent, as your accepted returns say: {reported}",
                "To be paid back: £1,000.00",
                "IF YOU DISAGREE",
                "by the end of Thursday 3 June 2027",
                "INVOICE R-2027-",
            }
        )
            Assert.Contains(
                words.Replace("**", "", StringComparison.Ordinal),
                text.Replace("**", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        Assert.DoesNotContain("see the minutes", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not all of the grant was spent", text, StringComparison.Ordinal);
        Assert.Equal(
            new DateOnly(2027, 6, 3),
            await host.Db.ScalarAsync<DateOnly>("select PayBy from CloseOut where AwardId = @award", new { award })
        );
    }

    [Fact]
    public async Task Termination_letter_is_no_agreed_change_and_names_the_notice_before_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var notice = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.BreachNotice,
                new() { Clause = "9", RemedyBy = new(2026, 3, 9) },
                "The first return has not come. Send it"
            )
        );
        Assert.Contains(
            "Please put it right by the end of Monday 9 March 2026",
            notice.Replace("**", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        var batch = await host.Db.ScalarAsync<Guid>("select Id from LetterBatch where RoundId is null and ReleasedAt is null");
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
        var text = Flat(await LetterAsync(stages, award, VariationKind.Termination, new() { Clause = "16" }, "The return never came"));
        foreach (
            var words in new[]
            {
                "we ended your grant",
                "The return never came.",
                "We wrote to you about this on 23 February 2026.",
                "Grant: £5,000.00",
                "Paid to you: £0.00",
                "Not paid, and no longer due: £5,000.00",
                "Your last return is due by the end of",
                "Someone who did not take the decision will look at it",
            }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("We agreed the change", text, StringComparison.Ordinal);
        Assert.Contains("WE HAVE ENDED YOUR GRANT FOR PROJECT A", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspension_stops_payments_until_they_are_resumed_and_each_has_its_letter()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0].Id;
        var text = Flat(await LetterAsync(stages, award, VariationKind.Suspension, new(), "We are looking into a report"));
        Assert.Contains("We make no payment until we write to you again.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Payments were suspended on 23 February 2026",
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application))
        );
        Assert.Equal(
            ["The payments are suspended already"],
            (
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(stages.Officer, null, award, VariationKind.Suspension, new(), "Again")
                )
            ).Select(refusal => refusal.Sentence)
        );
        text = Flat(await LetterAsync(stages, award, VariationKind.Resumption, new(), "All is well"));
        Assert.Contains("We can make the payments of the agreement again.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application)),
            hold => hold.StartsWith("Payments were suspended", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Contact_letter_does_not_print_why_the_office_changed_the_contact()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Contact,
                new() { ContactName = "Bo Lee", ContactEmail = "bo@test.example" },
                "She has left after a quarrel"
            )
        );
        Assert.Contains("we write to you, Bo Lee, about the grant for Project A", text, StringComparison.Ordinal);
        Assert.DoesNotContain("quarrel", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_letter_says_what_was_strong_first_and_counts_applications()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var document = LetterDocument.FromJson(
            (
                await host.Db.ScalarAsync<string>(
                    "select DocumentJson from Letter where ApplicationId = @Id",
                    new { stages.Applications[2].Id }
                )
            )!
        );
        var text = Flat(LetterText.Render(document));
        foreach (
            var words in new[]
            {
                "We received 3 applications for £15,000 and had",
                "We funded 2 of them.",
                "Three people read yours and scored it on their own.",
                "Your application scored 40.0%. We funded applications that scored 60.0% or more.",
                "someone who",
            }
        )
            Assert.Contains(words, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("organisations applied", text, StringComparison.Ordinal);
        Assert.True(
            document.Blocks.ToList().FindIndex(block => block is Figures) > document.Blocks.ToList().FindIndex(block => block is Signature),
            "The scores stand after the letter"
        );
    }
}
