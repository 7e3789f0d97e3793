using System.IO.Compression;
using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

public sealed class OfferPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly byte[] Pdf = SamplePdf.Of("certificate");

    private async Task<string> WhyNotAsync(RoundInStages stages, Actor actor, string? sha = null) =>
        (
            await host.WithAsync<AcceptAward, Result>(async accept =>
                await accept.RunAsync(
                    actor,
                    stages.Applications[0].Id,
                    new("Amira Khan", "Chair", true, sha ?? (await accept.GetAsync(actor, stages.Applications[0].Id)).Letter.Sha256)
                    {
                        LegalForm = Domain.Organisations.LegalForm.CharitableIncorporatedOrganisation,
                    }
                )
            )
        )
            .FirstRefusal
            ?.Sentence
        ?? "Accepted";

    [Fact]
    public async Task An_offer_past_its_date_can_be_given_more_time_and_is_never_withdrawn_automatically()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var award = await stages.AwardAsync(0);
        host.Clock.MoveTo("2026-05-01 10:00");
        Assert.StartsWith(
            "The offer could be accepted until 23 March 2026. It is not withdrawn",
            await WhyNotAsync(stages, stages.Applications[0].Applicant),
            StringComparison.Ordinal
        );
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertSays("State Offer past its date");
        (await mine.PressAsync("Send the question", HttpStatusCode.BadRequest)).AssertError(
            "Write your question, in up to 2,000 characters"
        );
        await mine.Fill("Ask us a question about this grant", "May we have two more weeks?").PressAsync("Send the question");

        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Awards.Offer(award));
        (await page.PressAsync("Send the answer", HttpStatusCode.BadRequest)).AssertError("Write the answer, in up to 2,000 characters");
        page = await page.Fill("Answer to question 1", "Yes, of course").PressAsync("Send the answer");
        page.AssertSays("Yes, of course");
        (await page.PressAsync("Give more time", HttpStatusCode.BadRequest)).AssertError("Enter the new day");
        page = page.FillNamed("Until.Day", "1").FillNamed("Until.Month", "5").FillNamed("Until.Year", "2026");
        (await page.Fill("Why?", "They asked").PressAsync("Give more time", HttpStatusCode.BadRequest)).AssertError(
            "Enter a day after today"
        );
        page = await page.FillNamed("Until.Day", "15").Fill("Why?", " ").PressAsync("Give more time", HttpStatusCode.BadRequest);
        page.AssertError("Say why, in up to 1,000 characters");
        page = await page.FillNamed("Until.Year", "2028")
            .Fill("Why?", "They asked")
            .PressAsync("Give more time", HttpStatusCode.BadRequest);
        page.AssertSays("before the last day to accept. Give the offer new dates and send a corrected letter, which gives more time too.");
        (await page.FillNamed("Until.Year", "2026").PressAsync("Give more time")).AssertSays("Accept by 15 May 2026");
        Assert.Equal(
            "This question has already been answered",
            (
                await host.WithAsync<AnswerAboutOffer, Result>(async offers =>
                    await offers.RunAsync(
                        stages.Officer,
                        award,
                        (await host.Db.QueryAsync<Guid>("select Id from AwardQuestion where AwardId = @award", new { award }))[0],
                        "Again"
                    )
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal("Accepted", await WhyNotAsync(stages, stages.Applications[0].Applicant));
        Assert.StartsWith(
            "This grant was accepted at",
            await WhyNotAsync(stages, stages.Applications[0].Applicant),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_offer_is_accepted_only_by_a_signatory_and_only_as_the_present_letter()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var (application, chair) = (stages.Applications[0], await host.Scenario.PersonAsync(Role.Applicant));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Id, @Now)",
                new
                {
                    application.Organisation,
                    chair.Id,
                    work.Now,
                }
            )
        );
        var organisation = await (await host.AsAsync(application.Applicant)).OpenAsync(
            Links.Organisations.Organisation(application.Organisation)
        );
        organisation = await organisation.PressAsync($"Let them accept grants: {chair.Name}");
        organisation.AssertSays("They can now accept grants for the organisation");
        (await organisation.PressAsync($"Let them accept grants: {application.Applicant.Name}", HttpStatusCode.BadRequest)).AssertError(
            $"Only {chair.Name} can say who accepts grants"
        );
        var page = await (await host.AsAsync(application.Applicant)).OpenAsync(Links.Awards.Accept(application.Id));
        page.AssertSays($"Only a person named to accept grants for the organisation can accept: {chair.Name}.");
        Assert.StartsWith("Only a person named to accept", await WhyNotAsync(stages, application.Applicant), StringComparison.Ordinal);
        Assert.StartsWith(
            "The letter was changed after you opened this page",
            await WhyNotAsync(stages, chair, new string('0', 64)),
            StringComparison.Ordinal
        );
        var form = await (await host.AsAsync(chair)).OpenAsync(Links.Awards.Accept(application.Id));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Letter set Sha256 = @Other where ApplicationId = @Id",
                new { application.Id, Other = new string('a', 64) }
            )
        );
        form = await form.Choose("The organisation accepts the letter and the agreement, and I may sign for it")
            .Choose("Charitable incorporated organisation (CIO)")
            .Fill("Your full name", "The Chair")
            .Fill("Your role in the organisation", "Chair")
            .PressAsync("Accept the grant", HttpStatusCode.BadRequest);
        form.AssertError("The letter was changed after you opened this page. Read the new one, and accept it if you agree.");
        (await form.PressAsync("Accept the grant")).AssertSays("You have accepted the grant");
        Assert.Equal(
            new string('a', 64),
            await host.Db.ScalarAsync<string>("select AcceptedSha256 from Award where ApplicationId = @Id", new { application.Id })
        );
    }

    [Fact]
    public async Task A_declined_or_withdrawn_offer_frees_its_money_for_the_reserve_list()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) }, 5000, 4000, 3000)
        ).AnnouncedAsync();
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.Decline(stages.Applications[0].Id));
        (await page.PressAsync("Decline the grant", HttpStatusCode.BadRequest)).AssertError(
            "Say why, in up to 1,000 characters. It helps us to make better offers."
        );
        (await page.Fill("Why are you declining the grant?", "Our leader has moved away").PressAsync("Decline the grant")).AssertSays(
            "State Declined: Our leader has moved away"
        );
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "Kind = 'OfferDeclineReceived' and SubjectId = @Id",
                new { stages.Applications[0].Id }
            )
        );
        Assert.StartsWith(
            "This offer was declined on",
            await WhyNotAsync(stages, stages.Applications[0].Applicant),
            StringComparison.Ordinal
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            Money.FromPounds(4_000),
            await host.Db.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @Round", new { stages.Round })
        );

        var second = await stages.AwardAsync(1);
        Task<Result> WithdrawAsync(string? reason) =>
            host.WithAsync<WithdrawOffer, Result>(withdraw => withdraw.RunAsync(stages.Officer, second, reason));
        Assert.StartsWith(
            "The organisation can still accept until",
            (await WithdrawAsync("No answer")).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        host.Clock.MoveTo("2026-05-01 10:00");
        Assert.Equal("Say why, in up to 1,000 characters. The organisation reads this.", (await WithdrawAsync(" ")).FirstRefusal!.Sentence);
        Assert.Null((await WithdrawAsync("No answer to three letters")).FirstRefusal);
        Assert.StartsWith("This offer was withdrawn on", (await WithdrawAsync("Again")).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            Money.Zero,
            await host.Db.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @Round", new { stages.Round })
        );
        // The round's pot in the ledger is complete again.
        Assert.Equal(
            Money.FromPounds(12_000),
            await host.Db.ScalarAsync<Money>(
                "select a.Balance from LedgerAccount a where a.Kind = 'RoundPot' and a.Name like @Like",
                new { Like = await LikeAsync(stages.Round) }
            )
        );
        Assert.Equal(
            "The offer has been accepted, so change or end the grant instead",
            AwardRules.WhyCannotEndOffer(new(DateTime.UnixEpoch, null, DateTime.UnixEpoch, null, null))!.Sentence
        );
    }

    private async Task<string> LikeAsync(Guid round) =>
        await host.Db.ScalarAsync<string>("select f.Name from Round r join Fund f on f.Id = r.FundId where r.Id = @round", new { round })
        + "%";

    [Fact]
    public async Task Award_conditions_are_sent_in_reviewed_and_met_or_waived()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into DocumentKind (Id, RoundId, Position, Name, Required, Stage, Settings) values (@Id, @Round, 90, @Name, 1, @Stage, '{}')",
                new[]
                {
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        stages.Round,
                        Name = "Insurance certificate",
                        Stage = DocumentStage.OnOffer,
                    },
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        stages.Round,
                        Name = "DBS statement",
                        Stage = DocumentStage.BeforePayment,
                    },
                }
            )
        );
        var award = await stages.AcceptedAsync();
        var applicant = await host.AsAsync(stages.Applications[0].Applicant);
        var mine = await applicant.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        (await mine.PressAsync("Send Insurance certificate", HttpStatusCode.BadRequest)).AssertError("Choose a file");
        (
            await mine.Attach("Add: Insurance certificate", "a.exe", Pdf)
                .PressAsync("Send Insurance certificate", HttpStatusCode.BadRequest)
        ).AssertError("a.exe is not a kind of file we accept. Save it as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG.");
        mine = await applicant.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine = await mine.Attach("Add: Insurance certificate", "insurance.pdf", Pdf).PressAsync("Send Insurance certificate");
        mine.AssertSays("Being checked");

        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Awards.Offer(award));
        (await page.PressAsync("Send back: Insurance certificate", HttpStatusCode.BadRequest)).AssertError(
            "Say what is missing or wrong. The organisation reads this."
        );
        page = await page.Fill("Note about: Insurance certificate (optional)", "It ended last year")
            .PressAsync("Send back: Insurance certificate");
        page.AssertSays("It ended last year");
        mine = await (await applicant.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id)))
            .Attach("Replace: Insurance certificate", "new.pdf", Pdf)
            .PressAsync("Send Insurance certificate");
        page = await officer.OpenAsync(Links.Awards.Offer(award));
        (await page.PressAsync("Not needed: DBS statement", HttpStatusCode.BadRequest)).AssertError("Say why it is not needed");
        (await page.PressAsync("Mark as met: DBS statement", HttpStatusCode.BadRequest)).AssertError(
            "Say what you have seen, because the organisation did not send a file"
        );
        page = await officer.OpenAsync(Links.Awards.Offer(award));
        page = await (await page.PressAsync("Mark as met: Insurance certificate"))
            .Fill("Note about: DBS statement (optional)", "They work with adults only")
            .PressAsync("Not needed: DBS statement");
        Assert.Equal(
            "Insurance certificate has already been dealt with",
            (
                await host.WithAsync<GiveConditionEvidence, Result>(async give =>
                    await give.RunAsync(
                        stages.Applications[0].Applicant,
                        stages.Applications[0].Id,
                        (
                            await host.Db.QueryAsync<Guid>(
                                "select Id from AwardCondition where AwardId = @award order by Position",
                                new { award }
                            )
                        )[0],
                        Domain.Documents.Upload.Read("a.pdf", Pdf, "").Value!
                    )
                )
            )
                .FirstRefusal!
                .Sentence
        );
        (await page.PressAsync("Add the condition", HttpStatusCode.BadRequest)).AssertError("Say what is needed, in up to 200 characters");
        page = await page.Fill("What is needed?", "Risk assessment of the hall").PressAsync("Add the condition");
        page.AssertSays("Risk assessment of the hall Waiting for the organisation");
        var requirement = (
            await host.Db.QueryAsync<Guid>("select Id from AwardCondition where AwardId = @award order by Position", new { award })
        )[0];
        using (var file = await officer.GetAsync(Links.Awards.Evidence(award, requirement)))
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        using (var file = await applicant.GetAsync(Links.Awards.MyEvidence(stages.Applications[0].Id, requirement)))
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        using (
            var strange = await (await host.AsAsync(stages.Applications[1].Applicant)).GetAsync(
                Links.Awards.MyEvidence(stages.Applications[0].Id, requirement)
            )
        )
            Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        (await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Approver))).OpenAsync(Links.Awards.Offer(award))).AssertDoesNotSay(
            "Add a condition"
        );
    }

    [Fact]
    public async Task The_publicity_pack_contains_the_logo_and_the_words_of_its_grant()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        (await browser.OpenAsync(Links.Awards.Publicity(stages.Applications[0].Id))).AssertSays("Group A has been given £5,000.00");
        using var answer = await browser.GetAsync(Links.Awards.PublicityZip(stages.Applications[0].Id));
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(["logo.svg", "words.txt"], zip.Entries.Select(entry => entry.Name).Order());
        await (await host.AsAsync(stages.Applications[1].Applicant)).OpenAsync(
            Links.Awards.Publicity(stages.Applications[1].Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_reserve_list_application_is_funded_from_returned_money_by_its_own_decision()
    {
        // £8,000: the first gets 5,000; the second, 4,000, is in reserve; the third is below the threshold.
        var stages = await (
            await RoundInStages.ModeratedAsync(
                host,
                Scenario.Details() with
                {
                    Pot = Money.FromPounds(8_000),
                    MaximumGrant = Money.FromPounds(8_000),
                },
                5000,
                4000,
                3000
            )
        ).AnnouncedAsync();
        var application = stages.Applications[1];
        Task<Result> FundAsync(Actor actor, string? reason, bool? hasInterest) =>
            host.WithAsync<FundReserve, Result>(fund => fund.RunAsync(actor, application.Id, reason, hasInterest, "It keeps people safe."));
        Assert.Equal(
            "Say where the money comes from, in up to 1,000 characters",
            (await FundAsync(stages.Approver, "", false)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Say whether you have an interest in this organisation",
            (await FundAsync(stages.Approver, "Declined grant", null)).FirstRefusal!.Sentence
        );
        Assert.EndsWith(
            "asks for £4,000.00, and £3,000.00 is left in the pot",
            (await FundAsync(stages.Approver, "Declined grant", false)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "You made the recommendation, so someone else must decide",
            (await FundAsync(stages.Officer, "Declined grant", false)).FirstRefusal!.Sentence
        );
        Assert.Null(
            (
                await host.WithAsync<DeclineOffer, Result>(decline =>
                    decline.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "No leader")
                )
            ).FirstRefusal
        );

        var list = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.List(stages.Round));
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @Id", new { application.Id });
        var page = await list.FollowAsync($"Fund it ({reference})");
        (
            await page.Fill("Where does the money come from?", "The first grant was declined")
                .Choose("I have none")
                .PressAsync("Fund this application")
        ).AssertSays($"{reference} is funded. Its letter is ready to send with the day's letters.");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Letter l join LetterBatch b on b.Id = l.BatchId where l.ApplicationId = @Id and l.Kind in ('Award', 'PartAward') and b.DecisionId is null",
                new { application.Id }
            )
        );
        await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.FundReserve(application.Id), HttpStatusCode.NotFound);
        await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.FundReserve(stages.Applications[2].Id), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_offer_is_reminded_once_a_week_before_and_once_the_day_after_its_date()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set EndedAt = @Now, EndedHow = 'Declined' where AcceptedAt is null and RoundId <> @Round",
                new { stages.Round, work.Now }
            )
        );
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        async Task<(int Reminders, int Emails)> LookAsync(string when)
        {
            host.Clock.MoveTo(when);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.WithAsync<RemindOfOffers, int>(remind => remind.RunAsync())));
            return (
                await host.Db.ScalarAsync<int>(
                    "select count(*) from OfferReminder r join Award w on w.Id = r.AwardId where w.RoundId = @Round",
                    new { stages.Round }
                ),
                await host.Db.ScalarAsync<int>(
                    "select count(*) from OutboxEmail where SubjectId = @Id and Kind in ('OfferReminder', 'OfferPassed', 'OfferNotAccepted')",
                    new { stages.Applications[0].Id }
                )
            );
        }
        Assert.Equal((0, 0), await LookAsync("2026-03-15 10:00"));
        Assert.Equal((1, 1), await LookAsync("2026-03-16 10:00"));
        Assert.Equal((1, 1), await LookAsync("2026-03-23 10:00"));
        Assert.Equal((2, 3), await LookAsync("2026-03-24 10:00"));
        Assert.Equal((2, 3), await LookAsync("2026-05-01 10:00"));
    }

    [Fact]
    public async Task A_grant_applied_for_on_paper_is_managed_by_an_officer_for_the_organisation()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host, null, 4000)).AnnouncedAsync();
        var (application, award) = (stages.Applications[0], await stages.AwardAsync(0));
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "delete from OrganisationMember where OrganisationId = @Organisation",
                new { application.Organisation }
            );
            return await work.ExecuteAsync(
                "update Application set Channel = 'Paper', ContactEmail = 'paper@test.example' where Id = @Id",
                new { application.Id }
            );
        });
        var browser = await host.AsAsync(stages.Officer);
        var grant = await (await browser.OpenAsync(Links.Awards.Offer(award))).FollowAsync(
            "Type in what the organisation sends: acceptance, evidence, claims and returns"
        );
        var accept = await grant.FollowAsync("Accept the grant, by 23 March 2026");
        (
            await accept
                .Choose("The organisation accepts the letter and the agreement, and I may sign for it")
                .Choose("Charitable incorporated organisation (CIO)")
                .Fill("Your full name", "Ann Other")
                .Fill("Your role in the organisation", "Chair")
                .PressAsync("Accept the grant")
        ).AssertSays("Ann Other, Chair, accepted at");
        (await browser.OpenAsync(Links.Payments.Mine(application.Id))).AssertSays("£4,000.00");
        host.Clock.MoveTo("2027-05-28 10:00");
        await host.WithAsync<Features.Monitoring.RemindOfMonitoring, int>(remind => remind.RunAsync());
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where ToAddress = 'paper@test.example' and Kind = 'ReturnsDue'"
            )
        );
        await (await host.AsAsync(application.Applicant)).OpenAsync(Links.Awards.MyGrant(application.Id), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reserve_list_place_ends_on_its_date()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(
                host,
                Scenario.Details() with
                {
                    Pot = Money.FromPounds(8_000),
                    MaximumGrant = Money.FromPounds(8_000),
                },
                5000,
                4000,
                3000
            )
        ).AnnouncedAsync();
        host.Clock.MoveTo("2026-08-01 10:00");
        Assert.StartsWith(
            "Its place on the reserve list ended on",
            (
                await host.WithAsync<FundReserve, Result>(fund =>
                    fund.RunAsync(stages.Approver, stages.Applications[1].Id, "Late", false, "It keeps people safe.")
                )
            )
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
    }
}
