using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests;

/// <summary>A round taken through its stages by the use cases: two applications above the threshold of 60%, one below.</summary>
internal sealed class RoundInStages(PortalHost host)
{
    public Actor Officer { get; private set; } = null!;
    public Actor Approver { get; private set; } = null!;
    public IReadOnlyList<Actor> Panel { get; private set; } = [];
    public Guid Round { get; private set; }
    public IReadOnlyList<StagedApplication> Applications { get; private set; } = [];

    public sealed record StagedApplication(Guid Id, Actor Applicant, Guid Organisation);

    /// <summary>Every grant gets the longest return, so that small ones test all of it.</summary>
    public static readonly Domain.Funds.AwardPolicy FullReturns = new()
    {
        ReturnForms = [Domain.Funds.ReturnForms.Full with { From = Money.Zero }],
        EvidenceFrom = Money.FromPounds(2_000),
    };

    public Task UseAsync(Domain.Funds.AwardPolicy awards) =>
        host.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                "update Round set Policy = @Policy where Id = @Round",
                new { Round, Policy = (await RoundReader.GetAsync(work, Round)).Policy with { Awards = awards } }
            )
        );

    public static async Task<RoundInStages> ModeratedAsync(PortalHost host, RoundDetails? details = null, params decimal[] pounds)
    {
        var stages = new RoundInStages(host)
        {
            Officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            Approver = await host.Scenario.PersonAsync(Role.Approver),
        };
        stages.Panel =
        [
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
        ];
        stages.Round = await host.Scenario.RoundAsync(stages.Officer, stages.Panel, details);
        var awards = (await host.Db.ReadAsync(work => RoundReader.GetAsync(work, stages.Round))).Policy.Awards;
        await stages.UseAsync(awards with { ReturnForms = FullReturns.ReturnForms, EvidenceFrom = FullReturns.EvidenceFrom });
        var applications = new List<StagedApplication>();
        var points = new[] { 5, 4, 2 };
        for (var i = 0; i < 3; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant, $"Group {(char)('A' + i)}");
            applications.Add(
                new(
                    await host.Scenario.ApplicationAsync(
                        stages.Round,
                        organisation,
                        applicant,
                        $"Project {(char)('A' + i)}",
                        pounds.Length > i ? pounds[i] : 5000
                    ),
                    applicant,
                    organisation
                )
            );
            foreach (var assessor in stages.Panel)
                await host.Scenario.AssignedAsync(applications[i].Id, assessor, points[i], points[i], points[i], points[i], points[i]);
        }
        stages.Applications = applications;
        host.Clock.MoveTo("2026-02-23 10:00");
        Done(
            (
                await host.WithAsync<AgreeMeans, Result<int>>(agree =>
                    agree.RunAsync(stages.Officer, stages.Round, new(stages.Panel.Select(member => member.Id).ToList(), null))
                )
            ).FirstRefusal
        );
        Done((await host.WithAsync<SetThreshold, Result>(line => line.RunAsync(stages.Officer, stages.Round, 60))).FirstRefusal);
        return stages;
    }

    public async Task<RoundInStages> RecommendedAsync()
    {
        Done((await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(Officer, Round))).FirstRefusal);
        return this;
    }

    public async Task<RoundInStages> DecidedAsync()
    {
        await RecommendedAsync();
        await DecideAsync();
        return this;
    }

    /// <summary>Decides as recommended.</summary>
    public async Task DecideAsync()
    {
        var refusals = await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(Approver, Round, DecideRound.AsRecommended));
        Done(refusals.Count > 0 ? refusals[0] : null);
    }

    public async Task<RoundInStages> LettersMadeAsync()
    {
        await DecidedAsync();
        await MakeLettersOfAsync();
        return this;
    }

    /// <summary>Makes the letters of the decided round.</summary>
    public async Task MakeLettersOfAsync()
    {
        Done((await host.WithAsync<StartLetters, Result>(start => start.RunAsync(Officer, Round, anyway: true))).FirstRefusal);
        await MakeLettersAsync(host, Round);
    }

    /// <summary>Runs until no letter of the round waits. The portal's own job may hold the batch; then this polls.</summary>
    public static async Task MakeLettersAsync(PortalHost host, Guid round)
    {
        while (
            await host.Database.CountAsync(
                "Letter",
                "State = 'Waiting' and BatchId in (select b.Id from LetterBatch b where b.RoundId = @round)",
                new { round }
            ) > 0
        )
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
    }

    /// <summary>Sends the letters, of which those that would say something else by now are made again and read first.</summary>
    public async Task SendChangedLettersAsync()
    {
        var first = await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(Officer, Round));
        Xunit.Assert.Contains("no longer as made", first.FirstRefusal!.Sentence, StringComparison.Ordinal);
        await MakeLettersAsync(host, Round);
        Done((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(Officer, Round))).FirstRefusal);
    }

    public async Task<RoundInStages> AnnouncedAsync()
    {
        await LettersMadeAsync();
        Done((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(Officer, Round))).FirstRefusal);
        return this;
    }

    /// <summary>The first award, accepted.</summary>
    public async Task<Guid> AcceptedAsync()
    {
        await AnnouncedAsync();
        Done((await AcceptAsync(0)).FirstRefusal);
        return await AwardAsync(0);
    }

    /// <summary>Every accepted grant, with its name and as drafted.</summary>
    public async Task PublishGrantsAsync()
    {
        var publisher = await host.Scenario.PersonAsync(Role.Publisher);
        var page = await host.WithAsync<GrantPublications, GrantPublications.RoundPage>(grants => grants.OfRoundAsync(Round, 1));
        foreach (var grant in page.Grants.Where(grant => grant.WhyNothing is null && !grant.IsPublic))
            Done(
                (await host.WithAsync<PublishAsDrafted, Result>(save => save.RunAsync(publisher, grant.Award, grant.Version))).FirstRefusal
            );
    }

    public Task<Result> AcceptAsync(int application) =>
        host.WithAsync<AcceptAward, Result>(async accept =>
            await accept.RunAsync(
                Applications[application].Applicant,
                Applications[application].Id,
                new(
                    "Amira Khan",
                    "Chair",
                    true,
                    (await accept.GetAsync(Applications[application].Applicant, Applications[application].Id)).Letter.Sha256
                )
                {
                    LegalForm = Domain.Organisations.LegalForm.CharitableIncorporatedOrganisation,
                }
            )
        );

    /// <summary>Every line spent as given, everything else filled in, sent by the applicant.</summary>
    public async Task<IReadOnlyList<Refusal>> ReportAsync(
        Guid monitoringReturn,
        Actor applicant,
        Func<Domain.Applications.BudgetLine, Money> spent
    )
    {
        await BringForwardAsync(monitoringReturn);
        return await SendAsync(monitoringReturn, applicant, spent);
    }

    /// <summary>As <see cref="ReportAsync"/>, whether the time of the return is over or not.</summary>
    public Task<IReadOnlyList<Refusal>> SendAsync(
        Guid monitoringReturn,
        Actor applicant,
        Func<Domain.Applications.BudgetLine, Money> spent
    ) =>
        host.RefusalsAsync<SaveReturn>(async save =>
        {
            var view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader =>
                reader.GetMineAsync(applicant, monitoringReturn)
            );
            foreach (var line in view.Sample)
                Done(
                    (
                        await host.WithAsync<AddReceipt, Result>(add =>
                            add.RunAsync(
                                applicant,
                                monitoringReturn,
                                line,
                                Domain.Documents.Upload.Read("receipt.pdf", "%PDF-1.4 receipt"u8.ToArray(), "").Value!
                            )
                        )
                    ).FirstRefusal
                );
            if (view.Form.Item(Domain.Funds.ReturnItemKind.Photo) is { Required: true })
                Done(
                    (
                        await host.WithAsync<AddReturnPhoto, Result>(add =>
                            add.RunAsync(
                                applicant,
                                monitoringReturn,
                                Domain.Documents.Upload.Read("a.jpg", [0xff, 0xd8, 0xff, 0], "").Value!,
                                "The receipt"
                            )
                        )
                    ).FirstRefusal
                );
            var saved = await save.RunAsync(
                applicant,
                new(monitoringReturn, view.Return.Version)
                {
                    Spent = view.Budget.Sum(spent),
                    Lines = view.Budget.Select(line => new SaveReturn.SpendLine(line.Id, spent(line), "As it came")).ToList(),
                    Outcomes = view
                        .Outcomes.Select(outcome => new SaveReturn.Outcome(outcome.Id, "Reached", "20", "9", Domain.Monitoring.Verdict.Met))
                        .ToList(),
                    People = view
                        .Policy.People.Select(question =>
                            (IReadOnlyList<int?>)question.Choices.Select((_, i) => (int?)(i == 0 && !question.MayOverlap ? 12 : 0)).ToList()
                        )
                        .ToList(),
                    PeopleNew = 12,
                    PeopleRepeat = 3,
                    Delivered = "Sessions",
                    Learned = "A lot",
                    Replies = view.Open.ToDictionary(point => point.Id, _ => (string?)"We looked again"),
                }
            );
            if (!saved.IsDone)
                return saved;
            view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader =>
                reader.GetMineAsync(applicant, monitoringReturn)
            );
            return await host.WithAsync<SendReturn, Result>(send =>
                send.RunAsync(applicant, monitoringReturn, view.Questions.Select(question => question.Sentence).ToList())
            );
        });

    /// <summary>A second member of the first applicant's organisation.</summary>
    public async Task<Actor> ColleagueAsync()
    {
        var colleague = await host.Scenario.PersonAsync(Domain.Accounts.Role.Applicant);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Id, @Now)",
                new
                {
                    Applications[0].Organisation,
                    colleague.Id,
                    work.Now,
                }
            )
        );
        return colleague;
    }

    /// <summary>Lets the time that a return is about end today, so that it can be sent; the returns after it end later.</summary>
    public async Task BringForwardAsync(Guid monitoringReturn)
    {
        var open = await host.Db.ScalarAsync<int>(
            "select count(*) from MonitoringReturn t join MonitoringReturn me on me.AwardId = t.AwardId where me.Id = @monitoringReturn and t.Status = 'Due' and t.Id <> me.Id",
            new { monitoringReturn }
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set PeriodTo = @On where Id = @monitoringReturn and PeriodTo > @On",
                new { monitoringReturn, On = LondonTime.DateOf(work.Now).AddDays(-open) }
            )
        );
    }

    /// <summary>The returns of an award in order, sent and accepted, with these shares of each line spent.</summary>
    public async Task ReportAllAsync(Guid award, int application, Func<Domain.Applications.BudgetLine, Money> spentAtLast)
    {
        foreach (
            var row in await host.Db.QueryAsync<DueReturn>(
                "select Id, Kind from MonitoringReturn where AwardId = @award and Status = 'Due' order by Kind desc, PeriodTo, Id",
                new { award }
            )
        )
        {
            var refusals = await ReportAsync(
                row.Id,
                Applications[application].Applicant,
                line => row.Kind == "Final" ? spentAtLast(line) : Money.Zero
            );
            Done(refusals.Count > 0 ? refusals[0] : null);
            Done(
                (
                    await host.WithAsync<ReviewReturn, Result>(review =>
                        review.RunAsync(
                            Officer,
                            row.Id,
                            new(true, null, Domain.Monitoring.ReturnRating.Green, []) { FlagNote = "They agree with us" }
                        )
                    )
                ).FirstRefusal
            );
        }
    }

    /// <summary>The organisation accepts what the office proposes to recover, so that it can be decided.</summary>
    public async Task AnswerRecoveryAsync(Guid award)
    {
        var application = await host.Db.ScalarAsync<Guid>("select ApplicationId from Award where Id = @award", new { award });
        var change = await host.Db.ScalarAsync<Guid>(
            "select Id from Variation where AwardId = @award and Kind = 'Recovery' and State = 'Asked'",
            new { award }
        );
        Done(
            (
                await host.WithAsync<AnswerRecovery, Result>(answer =>
                    answer.RunAsync(Applications.Single(one => one.Id == application).Applicant, change, accepts: true, null)
                )
            ).FirstRefusal
        );
    }

    /// <summary>The same details with ten working days for the answer.</summary>
    public VariationDetails WithAnswerBy(VariationDetails wanted) =>
        wanted with
        {
            AnswerBy = Domain.Calendar.WorkingDays.After(
                LondonTime.DateOf(host.Clock.UtcNow()),
                TimeLimits.Default.RecoveryAnswerDays!.Value
            ),
        };

    private sealed record DueReturn
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
    }

    public Task<Guid> AwardAsync(int application) =>
        host.Db.ScalarAsync<Guid>("select Id from Award where ApplicationId = @Id", new { Applications[application].Id });

    private static void Done(Refusal? refusal) => Xunit.Assert.Null(refusal);
}
