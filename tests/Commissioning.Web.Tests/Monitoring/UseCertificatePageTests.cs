using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
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
    private async Task<Owed> SentAsync(bool examined = false, int paid = 6000, decimal share = 0.75m, int givenUp = 0)
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
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) select @Id, @award, @Paid, 'All', 'Paid', @By, @Now, 1 from Award where Id = @award and @Paid > 0",
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
        if (givenUp > 0)
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Award set EndedAt = @Now, EndedHow = 'GivenUp', EndedReason = 'No leader', GivenBack = @Back where Id = @award",
                    new
                    {
                        award,
                        work.Now,
                        Back = Money.FromPounds(givenUp),
                    }
                )
            );
        await ReportAsync(owed, share);
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

    private static async Task ExaminedAsync(BrowserPage page)
    {
        page = await page.FollowAsync("Send their statement");
        page = await page.Fill("Their full name", "Dora Webb")
            .Fill("Their firm or professional body", "ACCA")
            .Choose("Independent examiner")
            .FillNamed("ExaminedOn.Day", "10")
            .FillNamed("ExaminedOn.Month", "5")
            .FillNamed("ExaminedOn.Year", "2027")
            .Attach("Their signed statement", "statement.pdf", Pdf)
            .PressAsync("Send the statement");
        page.AssertSays("Dora Webb, ACCA, statement of 10 May 2027");
    }

    private Task PaidNowAsync(Owed owed, int pounds) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Payment set Amount = @Paid where AwardId = @Award",
                new { owed.Award, Paid = Money.FromPounds(pounds) }
            )
        );

    [Fact]
    public async Task What_the_examiner_saw_on_its_way_may_be_paid_without_another_look()
    {
        var owed = await SentAsync(examined: true, paid: 4000);
        var colleague = await SignatoryAsync(owed);
        await ExaminedAsync(await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id)));
        await PaidNowAsync(owed, 4500);
        Assert.True((await ViewAsync(owed)).IsExamined);
        await SignAsync(owed, colleague);
        await PaidNowAsync(owed, 4600);
        Assert.False((await ViewAsync(owed)).IsExamined);
    }

    [Fact]
    public async Task The_statement_with_an_earlier_signing_can_still_be_opened()
    {
        var owed = await SentAsync(examined: true);
        var colleague = await SignatoryAsync(owed);
        var browser = await host.AsAsync(colleague);
        await ExaminedAsync(await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id)));
        await SignAsync(owed, colleague);
        await ReviewReturnAsync(owed, accept: true);
        await ReviewReturnAsync(owed, accept: false);
        await ReportAsync(owed, 0.7m);
        var other = SamplePdf.Of("another");
        var page = await (await browser.OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id))).FollowAsync("Send another statement");
        await page.Fill("Their full name", "Dora Webb")
            .Fill("Their firm or professional body", "ACCA")
            .Choose("Independent examiner")
            .FillNamed("ExaminedOn.Day", "10")
            .FillNamed("ExaminedOn.Month", "5")
            .FillNamed("ExaminedOn.Year", "2027")
            .Attach("Their signed statement", "other.pdf", other)
            .PressAsync("Send the statement");
        await SignAsync(owed, colleague);
        async Task<byte[]> OpenAsync(Actor who, string link)
        {
            using var answer = await (await host.AsAsync(who)).GetAsync(link);
            return await answer.Content.ReadAsByteArrayAsync();
        }
        Assert.Equal(Pdf, await OpenAsync(owed.Stages.Officer, Links.Monitoring.UseCertificateStatement(owed.Award, 1)));
        Assert.Equal(other, await OpenAsync(owed.Stages.Officer, Links.Monitoring.UseCertificateStatement(owed.Award, 2)));
        Assert.Equal(Pdf, await OpenAsync(colleague, Links.Monitoring.MyUseCertificateStatement(owed.Id, 1)));
        (await (await host.AsAsync(owed.Stages.Officer)).OpenAsync(Links.Monitoring.UseCertificate(owed.Award))).AssertSays(
            "The statement with number 1"
        );
    }

    [Fact]
    public async Task A_closed_grant_is_not_asked_to_sign_again_however_it_ended()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        await SignAsync(owed, colleague);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, ClosedBy, ClosedAt, Version) values (@Award, 600000, 600000, 450000, 0, 150000, @By, @Now, @By, @Now, 1)",
                new
                {
                    owed.Award,
                    By = owed.Stages.Officer.Id,
                    work.Now,
                }
            );
            await work.ExecuteAsync("update MonitoringReturn set Status = 'Due' where Id = @Final", new { owed.Final });
            return await work.ExecuteAsync(
                "update Award set EndedAt = @Now, EndedHow = 'Terminated', EndedReason = 'Breach' where Id = @Award",
                new { owed.Award, work.Now }
            );
        });
        await ReportAsync(owed, 0.7m);
        Assert.Equal(UseCertificateState.Sent, (await ViewAsync(owed)).Row.State);
    }

    [Fact]
    public async Task A_paper_that_the_writer_or_the_examiner_signed_is_refused_where_another_may_sign()
    {
        var owed = await SentAsync(examined: true);
        var writer = (await host.Db.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { owed.Applicant.Id }))!;
        var colleague = await SignatoryAsync(owed);
        await ExaminedAsync(await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id)));
        async Task<string?> WhyNotAsync(string name)
        {
            var command = await CommandAsync(owed, name);
            return (
                await host.WithAsync<SignUseCertificate, Result>(sign =>
                    sign.UploadAsync(
                        colleague,
                        owed.Id,
                        command,
                        new(2027, 5, 10),
                        Domain.Documents.Upload.Read("signed.pdf", Pdf, "").Value
                    )
                )
            )
                .FirstRefusal
                ?.Sentence;
        }
        Assert.Equal($"{writer} wrote the final return, so someone else who may sign must sign this", await WhyNotAsync(writer));
        Assert.Equal("Webb Dora examined the figures, so someone of the organisation must sign this", await WhyNotAsync("Webb Dora"));
        Assert.Null(await WhyNotAsync("Ben Hughes"));
    }

    [Fact]
    public async Task Who_signed_and_then_wrote_the_final_return_anew_does_not_stand_behind_it_alone()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        await SignAsync(owed, colleague);
        await ReviewReturnAsync(owed, accept: true);
        await ReviewReturnAsync(owed, accept: false);
        // The same figures, written by who signed.
        Assert.Empty(await owed.Stages.ReportAsync(owed.Final, colleague, line => new(line.Requested.Pence * 3 / 4)));
        Assert.StartsWith(
            "Ben Hughes signed the certificate and has now written the final return, so someone else who may sign must sign it:",
            (await ViewAsync(owed)).Row.Again,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task While_the_final_return_is_sent_back_nobody_is_reminded_to_sign_and_the_days_begin_again_when_it_is_sent()
    {
        var owed = await SentAsync();
        await ReviewReturnAsync(owed, accept: false);
        var due = (await ViewAsync(owed)).Row.DueOn!.Value;
        host.Clock.MoveTo("2027-06-15 10:00");
        Assert.Equal(0, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.LateCertificate));
        Assert.Equal(0, await host.WithAsync<RemindOfUseCertificates, int>(remind => remind.RunAsync()));
        var months = (await host.WithAsync<AwardCalendar, AwardCalendar.Calendar>(calendar => calendar.GetAsync(null))).Months;
        Assert.DoesNotContain(months.SelectMany(month => month.Days), day => day.On == due && day.Certificates > 0);
        await ReportAsync(owed, 0.75m);
        Assert.Equal(new(2027, 6, 29), (await ViewAsync(owed)).Row.DueOn);
        Assert.Equal(0, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.LateCertificate));
        // Sent again with days to spare, the day stays.
        await ReviewReturnAsync(owed, accept: false);
        await ReportAsync(owed, 0.75m);
        Assert.Equal(new(2027, 6, 29), (await ViewAsync(owed)).Row.DueOn);
    }

    [Fact]
    public async Task A_grant_that_shrank_needs_no_reason_for_what_is_no_longer_due()
    {
        var owed = await SentAsync(paid: 4000, givenUp: 2000);
        var colleague = await SignatoryAsync(owed);
        var page = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        page.AssertSays("No longer due -£2,000.00 -£2,000.00 Total £4,000.00 £4,500.00 -£500.00");
        Assert.DoesNotContain((await ViewAsync(owed)).Differences, one => one.Required);
    }

    [Fact]
    public async Task A_grant_of_which_nothing_was_paid_or_spent_owes_no_certificate()
    {
        var owed = await SentAsync(paid: 0, share: 0);
        Assert.Equal(0, await EmailsAsync("UseCertificateAsked", owed));
        Assert.Equal("Nothing was paid and nothing was spent, so there is nothing to sign", (await ViewAsync(owed)).WhyNotOpen?.Sentence);
        await ReviewReturnAsync(owed, accept: true);
        (await (await host.AsAsync(owed.Stages.Officer)).OpenAsync(Links.Monitoring.CloseOut(owed.Award))).AssertSays(
            "Ask the organisation to agree these figures"
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
    public async Task A_signed_certificate_that_is_no_longer_needed_waits_for_nobody()
    {
        var owed = await SentAsync();
        await SignAsync(owed, await SignatoryAsync(owed));
        Assert.Equal(1, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.UseCertificate));
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await host.WithAsync<AskToWaiveCertificate, Result>(waive =>
                    waive.RunAsync(owed.Stages.Officer, owed.Award, "The group has closed and nobody can answer for it.")
                )
            ).FirstRefusal
        );
        Assert.Null(
            (await host.WithAsync<DecideCertificateWaiver, Result>(waive => waive.RunAsync(second, owed.Award, true))).FirstRefusal
        );
        Assert.Equal(0, await WaitingAsync(owed, owed.Stages.Officer, WaitingKind.UseCertificate));
        var page = await (await host.AsAsync(owed.Stages.Officer)).OpenAsync(Links.Monitoring.UseCertificate(owed.Award));
        page.AssertSays("Ben Hughes, Treasurer");
        page.AssertDoesNotSay("Accept the certificate");
    }

    private async Task RecoverAsync(Owed owed, int pounds)
    {
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(
                    owed.Stages.Officer,
                    null,
                    owed.Award,
                    VariationKind.Recovery,
                    owed.Stages.WithAnswerBy(new() { Amount = Money.FromPounds(pounds), Clause = "17" }),
                    "Costs outside the agreement"
                )
            )
        );
        await owed.Stages.AnswerRecoveryAsync(owed.Award);
        var change = await host.Db.ScalarAsync<Guid>(
            "select Id from Variation where AwardId = @Award and DecidedAt is null",
            new { owed.Award }
        );
        Assert.Null(
            (
                await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(owed.Stages.Approver, change, true, "Agreed"))
            ).FirstRefusal
        );
    }

    private async Task<Actor> ReceiveAsync(Owed owed, int pounds, string reference)
    {
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        var invoice = await host.Db.ScalarAsync<Guid>(
            "select Id from RecoveryInvoice where AwardId = @Award and Amount > Received + WrittenOff",
            new { owed.Award }
        );
        Assert.Null(
            (
                await host.WithAsync<RecordRecoveryReceipt, Result>(record =>
                    record.RunAsync(finance, invoice, Money.FromPounds(pounds), LondonTime.DateOf(host.Clock.UtcNow()), reference)
                )
            ).FirstRefusal
        );
        return finance;
    }

    [Fact]
    public async Task What_was_paid_back_is_a_figure_of_its_own_and_is_no_longer_called_unspent()
    {
        var owed = await SentAsync();
        var colleague = await SignatoryAsync(owed);
        await ReviewReturnAsync(owed, accept: true);
        await RecoverAsync(owed, 500);
        var finance = await ReceiveAsync(owed, 500, "BACS 1");
        var page = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.MyUseCertificate(owed.Id));
        page.AssertSays(
            "Grant £6,000.00 Paid £6,000.00 Paid back £500.00 Spent, from the final return £4,500.00 Paid, not spent and not paid back £1,000.00"
        );
        page.AssertSays("Why? £1,000.00 that we paid and you did not spend");
        await SignAsync(owed, colleague);
        // What it calls unspent may be paid back.
        await RecoverAsync(owed, 1000);
        await ReceiveAsync(owed, 1000, "BACS 2");
        await RecoverAsync(owed, 100);
        Assert.Equal(UseCertificateState.Sent, (await ViewAsync(owed)).Row.State);
        var now = (await ViewAsync(owed)).Now!;
        Assert.Equal((Money.FromPounds(6000), Money.Zero, Money.Zero), (now.Grant, now.ToReturn, now.Unpaid));
        // Nothing came back after all.
        foreach (var reference in new[] { "BACS 1", "BACS 2" })
        {
            var receipt = await host.Db.QueryAsync<Guid>(
                "select r.Id from RecoveryReceipt r join RecoveryInvoice i on i.Id = r.InvoiceId where i.AwardId = @Award and r.Reference = @reference",
                new { owed.Award, reference }
            );
            var of = await host.Db.ScalarAsync<Guid>("select InvoiceId from RecoveryReceipt where Id = @Id", new { Id = receipt[0] });
            Assert.Null(
                (
                    await host.WithAsync<ReverseRecoveryReceipt, Result>(reverse =>
                        reverse.RunAsync(finance, of, receipt[0], "It was another payer's money")
                    )
                ).FirstRefusal
            );
        }
        Assert.Equal("You have now paid back £0.00. The certificate says £500.00.", (await ViewAsync(owed)).Row.Again);
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
        await ReviewReturnAsync(owed, accept: false);
        const string open = "The final return is open again, so the certificate of how the grant was used may change";
        Assert.Contains(open, await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, owed.Id)));
        await ReportAsync(owed, 0.75m);
        await ReviewReturnAsync(owed, accept: true);
        Assert.DoesNotContain(open, await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, owed.Id)));
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
