using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Casework;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

/// <summary>The certificate of how a grant of £6,000.00, paid in full, was used.</summary>
public sealed class UseCertificatePageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly byte[] Pdf = SamplePdf.Of("signed");

    private sealed record Owed(RoundInStages Stages, Guid Award, Guid Final)
    {
        public Guid Id => Stages.Applications[0].Id;
        public Actor Applicant => Stages.Applications[0].Applicant;
    }

    /// <summary>The final return is written and sent by the applicant: three quarters of each line are spent.</summary>
    private async Task<Owed> SentAsync(bool examined = false, int paid = 6000)
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        await stages.UseAsync(
            RoundInStages.FullReturns with
            {
                InterimFrom = Money.FromPounds(50_000),
                CertificateFrom = Money.FromPounds(2_000),
                ExaminerFrom = Money.FromPounds(examined ? 5_000 : 50_000),
            }
        );
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Paid, 'All', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Paid = Money.FromPounds(paid),
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        host.Clock.MoveTo("2027-05-10 10:00");
        var final = await host.Db.ScalarAsync<Guid>(
            "select Id from MonitoringReturn where AwardId = @award and Kind = 'Final'",
            new { award }
        );
        var owed = new Owed(stages, award, final);
        await ReportAsync(owed, 0.75m);
        return owed;
    }

    /// <summary>Another member who may sign, as the applicant may.</summary>
    private async Task<Actor> SignatoryAsync(Owed owed)
    {
        var colleague = await owed.Stages.ColleagueAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update OrganisationMember set MaySign = 1 where OrganisationId = @Organisation",
                new { owed.Stages.Applications[0].Organisation }
            )
        );
        return colleague;
    }

    private async Task ReportAsync(Owed owed, decimal share) =>
        Assert.Empty(await owed.Stages.ReportAsync(owed.Final, owed.Applicant, line => new((long)(line.Requested.Pence * share))));

    private async Task ReviewReturnAsync(Owed owed, bool accept)
    {
        var line = await host.Db.QueryAsync<Guid>(
            "select b.Id from BudgetLine b where b.ApplicationId = @Id order by b.Position, b.Id",
            new { owed.Id }
        );
        Assert.True(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(
                        owed.Stages.Officer,
                        owed.Final,
                        new(
                            accept,
                            null,
                            accept ? ReturnRating.Green : null,
                            accept ? [] : [(ReturnPart.Spending(line[0]), "Half came back")]
                        )
                        {
                            FlagNote = "They agree with us",
                        }
                    )
                )
            ).IsDone
        );
    }

    private Task<UseCertificates.CertificatePage> ViewAsync(Owed owed) =>
        host.Db.ReadAsync(work => UseCertificates.GetAsync(work, owed.Award));

    private async Task<SignUseCertificate.Command> CommandAsync(Owed owed, string name = "Ben Hughes") =>
        await ViewAsync(owed) is var view
            ? new(name, "Treasurer", true, view.Now?.Code, view.Differences.Select(_ => (string?)"It cost less").ToList())
            : null!;

    private async Task SignAsync(Owed owed, Actor who)
    {
        var command = await CommandAsync(owed);
        Assert.Null((await host.WithAsync<SignUseCertificate, Result>(sign => sign.RunAsync(who, owed.Id, command))).FirstRefusal);
    }

    private Task<int> EmailsAsync(string kind, Owed owed) =>
        host.Database.CountAsync("OutboxEmail", "Kind = @kind and SubjectId = @Id", new { kind, owed.Id });

    /// <summary>Other tests of this class have certificates of their own.</summary>
    private async Task<int> WaitingAsync(Owed owed, Actor officer, WaitingKind kind)
    {
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update UseCertificateCopy set State = 'SentBack' where State = 'Sent' and AwardId <> @Award",
                new { owed.Award }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update UseCertificate set State = 'Waived' where AwardId <> @Award", new { owed.Award })
        );
        return (await host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, officer, [Role.CommissioningOfficer])))
                .FirstOrDefault(one => one.Kind == kind)
                ?.Count
            ?? 0;
    }

    [Fact]
    public async Task A_second_signatory_signs_on_screen_an_officer_checks_it_and_the_grant_can_be_closed()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        Assert.True(await EmailsAsync("UseCertificateAsked", owed) > 0);
        // Who wrote the return does not sign it, because another may.
        var mine = await (await host.AsAsync(owed.Applicant)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        mine.AssertSays("You wrote the final return, so someone else who may sign must sign this");
        mine.AssertDoesNotSay("Sign the certificate");
        (await (await host.AsAsync(owed.Applicant)).OpenAsync(Links.Awards.MyGrant(owed.Id))).AssertSays(
            "Ask a colleague to sign how you used the grant"
        );
        var refused = await CommandAsync(owed);
        Assert.StartsWith(
            "You wrote the final return",
            (await host.WithAsync<SignUseCertificate, Result>(sign => sign.RunAsync(owed.Applicant, owed.Id, refused)))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );

        var grant = await (await host.AsAsync(colleague)).OpenAsync(Links.Awards.MyGrant(owed.Id));
        grant.AssertSays("Sign how you used the grant");
        var page = await grant.FollowAsync("Certificate of how you used the grant");
        page.AssertSays("Paid £6,000.00 Spent, from the final return £4,500.00 Paid and not spent £1,500.00");
        page.AssertSays("Youth workers £3,600.00 £2,700.00 £900.00");
        Assert.Equal("As it came", page.Value("Why? Youth workers: £900.00 less than its budget"));
        page = await page.PressAsync("Sign the certificate", HttpStatusCode.BadRequest);
        page.AssertError("Explain this: £1,500.00 that we paid and you did not spend");
        page.AssertError("Enter your full name");
        page = await page.Fill("Why? £1,500.00 that we paid and you did not spend", "A worker left. We pay it back.")
            .Fill("Your full name", "Ben Hughes")
            .Fill("Your role in the organisation", "Treasurer")
            .Choose("This is true, and I may sign for the organisation")
            .PressAsync("Sign the certificate");
        page.AssertSays("Signed, and we are checking it");
        page.AssertSays("Ben Hughes, Treasurer");

        Assert.Equal(1, await EmailsAsync("UseCertificateSent", owed));
        Assert.Equal(1, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.UseCertificate));
        Assert.Equal(
            Links.Monitoring.UseCertificate(owed.Award),
            await host.Db.ReadAsync(work =>
                WaitingQueries.NextAsync(work, owed.Stages.Officer, [Role.CommissioningOfficer], WaitingKind.UseCertificate)
            )
        );
        var officer = await host.AsAsync(owed.Stages.Officer);
        var check = await (await officer.OpenAsync(Links.Payments.Award(owed.Award))).FollowAsync("Certificate of use");
        check.AssertSays("Accept the final return first");
        (await check.PressAsync("Accept the certificate", HttpStatusCode.BadRequest)).AssertError(
            "Accept the final return first: the certificate takes its figures from it"
        );
        await ReviewReturnAsync(owed, accept: true);
        (await officer.OpenAsync(Links.Monitoring.CloseOut(owed.Award))).AssertSays(
            "The certificate of how the grant was used is not checked yet"
        );
        (await check.PressAsync("Send it back", HttpStatusCode.BadRequest)).AssertError(
            "Say what the organisation should put right. It reads this."
        );
        (await check.PressAsync("Accept the certificate")).AssertSays("The certificate is accepted");
        Assert.True(await EmailsAsync("UseCertificateAccepted", owed) > 0);
        Assert.Equal(0, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.UseCertificate));
        (await officer.OpenAsync(Links.Monitoring.CloseOut(owed.Award))).AssertSays("Ask the organisation to agree these figures");
        // Part of the grant's file, with its hash.
        (await officer.OpenAsync(Links.Casework.ProjectFile(owed.Award))).AssertSays("Certificate of use");
    }

    [Fact]
    public async Task A_corrected_return_makes_a_signed_certificate_out_of_date()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        await SignAsync(owed, colleague);
        await ReviewReturnAsync(owed, accept: true);
        await ReviewReturnAsync(owed, accept: false);
        // Nothing is known to differ before it is sent again.
        Assert.Equal(UseCertificateState.Sent, (await ViewAsync(owed)).Row.State);
        await ReportAsync(owed, 0.7m);
        var view = await ViewAsync(owed);
        Assert.Equal(UseCertificateState.Wanted, view.Row.State);
        Assert.Equal("Your final return now says that £4,320.00 was spent. The certificate says £4,500.00.", view.Row.Again);
        Assert.Equal(UseCopyState.OutOfDate, Assert.Single(view.Copies).State);
        Assert.True(await EmailsAsync("UseCertificateAgain", owed) > 0);
        var page = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        page.AssertSays("Please sign it again");
        (await (await host.AsAsync(colleague)).OpenAsync(Links.Awards.MyGrant(owed.Id))).AssertSays(
            "Sign the certificate of your grant again"
        );
        await SignAsync(owed, colleague);
        Assert.Equal([2, 1], (await ViewAsync(owed)).Copies.Select(copy => copy.Number));

        // The same figures again: it holds.
        await ReviewReturnAsync(owed, accept: true);
        await ReviewReturnAsync(owed, accept: false);
        await ReportAsync(owed, 0.7m);
        Assert.Equal(UseCertificateState.Sent, (await ViewAsync(owed)).Row.State);
    }

    [Fact]
    public async Task Figures_that_changed_while_the_page_was_open_are_not_signed()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        var page = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Spent = Spent - 1 where Id = @Final", new { owed.Final })
        );
        page = await page.Fill("Your full name", "Ben Hughes").PressAsync("Sign the certificate", HttpStatusCode.BadRequest);
        page.AssertError("The figures changed after you opened this page. Read the new ones, and sign if they are right.");
        Assert.Empty((await ViewAsync(owed)).Copies);
    }

    [Fact]
    public async Task Of_two_who_sign_at_once_one_signs()
    {
        var owed = await SentAsync();
        var (one, other) = (await SignatoryAsync(owed), await SignatoryAsync(owed));
        var command = await CommandAsync(owed);
        var results = await Task.WhenAll(
            new[] { one, other, one, other }.Select(async who =>
            {
                try
                {
                    return (await host.WithAsync<SignUseCertificate, Result>(sign => sign.RunAsync(who, owed.Id, command)))
                        .FirstRefusal
                        ?.Sentence;
                }
                catch (Platform.Data.ConcurrencyException exception)
                {
                    return exception.Message;
                }
            })
        );
        Assert.Single(results, result => result is null);
        Assert.All(
            results.Where(result => result is not null),
            result => Assert.StartsWith("Ben Hughes signed this certificate at", result, StringComparison.Ordinal)
        );
        Assert.Single((await ViewAsync(owed)).Copies);
    }

    [Fact]
    public async Task A_signed_paper_is_sent_with_its_code_and_an_officer_sends_it_back()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        var browser = await host.AsAsync(colleague);
        var page = await (await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id))).FollowAsync(
            "print it, sign it and send us the paper"
        );
        page = page.Fill("Why? £1,500.00 that we paid and you did not spend", "A worker left")
            .Fill("Full name of who signed it", "Ben Hughes")
            .Fill("Their role in the organisation", "Treasurer")
            .Fill("Code at the foot of the paper", "0000 0000")
            .FillNamed("SignedOn.Day", "11")
            .FillNamed("SignedOn.Month", "5")
            .FillNamed("SignedOn.Year", "2027");
        page = await page.PressAsync("Send the certificate", HttpStatusCode.BadRequest);
        page.AssertError("This code belongs to other figures than those on this page. Print the certificate again, and sign that one.");
        page.AssertError("The day on which the paper was signed cannot be in the future");
        page.AssertError("Choose the file with the signed certificate");
        page.AssertError("Confirm that the paper is signed, and that its figures are those on this page");
        page = await page.Fill("Code at the foot of the paper", (await ViewAsync(owed)).Now!.Code)
            .FillNamed("SignedOn.Day", "10")
            .Choose("The paper is signed, and its figures are those of our final return")
            .Attach("The signed certificate", "signed.pdf", Pdf)
            .PressAsync("Send the certificate");
        page.AssertSays("Signed, and we are checking it");
        using var paper = await browser.GetAsync(Links.Monitoring.MyUseCertificateSigned(owed.Id, 1));
        Assert.Equal(Pdf, await paper.Content.ReadAsByteArrayAsync());

        var officer = await host.AsAsync(owed.Stages.Officer);
        var check = await officer.OpenAsync(Links.Monitoring.UseCertificate(owed.Award));
        check = await check.Fill("Note to the organisation", "The paper is not signed").PressAsync("Send it back");
        check.AssertSays("The organisation is asked to put it right");
        check.AssertSays("Sent back");
        (await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id))).AssertSays("The paper is not signed");
        Assert.True(await EmailsAsync("UseCertificateAgain", owed) > 0);
        // What was checked is not what stands now.
        Assert.Equal(
            "Only a signed certificate can be checked",
            (
                await host.WithAsync<ReviewUseCertificate, Result>(review =>
                    review.RunAsync(owed.Stages.Officer, owed.Award, Guid.CreateVersion7(), true, null)
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task Above_the_second_sum_somebody_from_outside_looks_at_the_figures_first()
    {
        var owed = await SentAsync(examined: true);
        var colleague = await SignatoryAsync(owed);
        var browser = await host.AsAsync(colleague);
        var page = await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        page.AssertDoesNotSay("Sign the certificate");
        var command = await CommandAsync(owed);
        Assert.Equal(
            "Send us the statement of your independent examiner or auditor first",
            (await host.WithAsync<SignUseCertificate, Result>(sign => sign.RunAsync(colleague, owed.Id, command))).FirstRefusal!.Sentence
        );
        page = await page.FollowAsync("Send their statement");
        page = page.Fill("Their full name", colleague.Name)
            .Fill("Their firm or professional body", "ACCA")
            .Choose("Independent examiner")
            .FillNamed("ExaminedOn.Day", "11")
            .FillNamed("ExaminedOn.Month", "5")
            .FillNamed("ExaminedOn.Year", "2027");
        page = await page.PressAsync("Send the statement", HttpStatusCode.BadRequest);
        page.AssertError($"{colleague.Name} is a member of the organisation, so someone from outside it must look at the figures");
        page.AssertError("The day of the statement cannot be in the future");
        page.AssertError("Choose the file with their signed statement");
        page = await page.Fill("Their full name", "Dora Webb")
            .FillNamed("ExaminedOn.Day", "10")
            .Attach("Their signed statement", "statement.pdf", Pdf)
            .PressAsync("Send the statement");
        page.AssertSays("Dora Webb, ACCA, statement of 10 May 2027");
        await SignAsync(owed, colleague);
        // A return that is corrected needs both again.
        await ReviewReturnAsync(owed, accept: true);
        await ReviewReturnAsync(owed, accept: false);
        await ReportAsync(owed, 0.7m);
        (await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id))).AssertSays("The figures changed after they looked at them");
        command = await CommandAsync(owed);
        Assert.Equal(
            "Send us the statement of your independent examiner or auditor first",
            (await host.WithAsync<SignUseCertificate, Result>(sign => sign.RunAsync(colleague, owed.Id, command))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Two_officers_go_without_it_with_a_reason()
    {
        var owed = await SentAsync();
        await ReviewReturnAsync(owed, accept: true);
        var officer = await host.AsAsync(owed.Stages.Officer);
        var page = await officer.OpenAsync(Links.Monitoring.UseCertificate(owed.Award));
        (await page.Fill("Why is it not needed?", "No").PressAsync("Ask another officer", HttpStatusCode.BadRequest)).AssertError(
            "Say in a sentence what you saw, so that someone else can follow it"
        );
        page = await page.Fill("Why is it not needed?", "The group has closed and nobody is left to sign it.")
            .PressAsync("Ask another officer");
        page.AssertSays("Someone else must decide it.");
        Assert.Equal(
            "You asked for this, so someone else must decide it",
            (await host.WithAsync<DecideCertificateWaiver, Result>(waive => waive.RunAsync(owed.Stages.Officer, owed.Award, true)))
                .FirstRefusal!
                .Sentence
        );
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Equal(1, await WaitingAsync(owed, second, WaitingKind.CertificateWaiver));
        Assert.Equal(0, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.CertificateWaiver));
        page = await (await host.AsAsync(second)).OpenAsync(Links.Monitoring.UseCertificate(owed.Award));
        (await page.PressAsync("Agree to go without it")).AssertSays("The certificate is no longer needed");
        Assert.True(await EmailsAsync("UseCertificateWaived", owed) > 0);
        (await officer.OpenAsync(Links.Monitoring.CloseOut(owed.Award))).AssertSays("Ask the organisation to agree these figures");
        (await officer.OpenAsync(Links.Monitoring.UseCertificate(owed.Award))).AssertSays("nobody is left to sign it");
    }

    [Fact]
    public async Task What_is_not_paid_waits_for_it_and_paying_it_then_leaves_it_standing()
    {
        var owed = await SentAsync(paid: 4000);
        const string hold = "The certificate of how the grant was used is not accepted yet";
        Assert.Contains(hold, await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, owed.Id)));
        var colleague = await SignatoryAsync(owed);
        await SignAsync(owed, colleague);
        Assert.Contains(hold, await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, owed.Id)));
        await ReviewReturnAsync(owed, accept: true);
        var copy = (await ViewAsync(owed)).Standing!.Id;
        Assert.True(
            (
                await host.WithAsync<ReviewUseCertificate, Result>(review =>
                    review.RunAsync(owed.Stages.Officer, owed.Award, copy, true, null)
                )
            ).IsDone
        );
        Assert.DoesNotContain(hold, await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, owed.Id)));
        // £500 was still to be paid; more than that, or less than was paid before, is another figure.
        async Task<UseCertificateState> AfterAsync(int paid)
        {
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Payment set Amount = @Paid where AwardId = @Award",
                    new { owed.Award, Paid = Money.FromPounds(paid) }
                )
            );
            await ReviewReturnAsync(owed, accept: false);
            await ReportAsync(owed, 0.75m);
            await ReviewReturnAsync(owed, accept: true);
            return (await ViewAsync(owed)).Row.State;
        }
        Assert.Equal(UseCertificateState.Accepted, await AfterAsync(4500));
        Assert.Equal(UseCertificateState.Wanted, await AfterAsync(3000));
    }

    [Fact]
    public async Task Reminders_go_out_on_the_rounds_days_and_once()
    {
        var owed = await SentAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update UseCertificate set State = 'Waived' where AwardId <> @Award", new { owed.Award })
        );
        Task<int> RunAsync() => host.WithAsync<RemindOfUseCertificates, int>(remind => remind.RunAsync());
        var due = (await ViewAsync(owed)).Row.DueOn!.Value;
        Assert.Equal(new(2027, 6, 7), due);
        Assert.Equal(0, await RunAsync());
        host.Clock.MoveTo("2027-05-24 10:00");
        Assert.Equal(1, (await Task.WhenAll(RunAsync(), RunAsync())).Sum());
        Assert.True(await EmailsAsync("UseCertificateDue", owed) > 0);
        Assert.Equal(0, await RunAsync());
        host.Clock.MoveTo("2027-06-15 10:00");
        Assert.Equal(1, await RunAsync());
        Assert.True(await EmailsAsync("UseCertificateLate", owed) > 0);
        Assert.Equal(1, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.LateCertificate));
        (await (await host.AsAsync(owed.Applicant)).OpenAsync(Links.Applications.Mine)).AssertSays("how you used the grant");
        var month = (await host.WithAsync<AwardCalendar, AwardCalendar.Calendar>(calendar => calendar.GetAsync(null))).Months[0];
        Assert.Equal(1, month.Days.Single(day => day.On == due).Certificates);
    }

    [Fact]
    public async Task The_agreement_says_it_and_a_grant_below_the_sum_owes_none()
    {
        var owed = await SentAsync();
        var letter = await (await host.AsAsync(owed.Applicant)).OpenAsync(Links.Awards.MyLetter(owed.Id));
        letter.AssertSays("Your grant is £2,000 or more. So we also need a certificate of how you used it.");
        // The sums of the agreement stay, whatever the round says later.
        await owed.Stages.UseAsync(RoundInStages.FullReturns);
        Assert.Equal(Money.FromPounds(2_000), (await ViewAsync(owed)).Row.AskedFrom);
        var small = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await small.AcceptedAsync();
        await (await host.AsAsync(small.Officer)).OpenAsync(Links.Monitoring.UseCertificate(award), HttpStatusCode.NotFound);
        await (await host.AsAsync(small.Applications[1].Applicant)).OpenAsync(
            Links.Monitoring.MyUseCertificate(owed.Id),
            HttpStatusCode.NotFound
        );
    }
}
