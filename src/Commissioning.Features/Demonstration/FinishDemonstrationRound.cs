using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Moderation;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Demonstration;

/// <summary>Completes the moderated People Zones round through the portal's own use cases, each at its date, so that the six awards and
/// their £39,305.40 are calculated by the portal and not copied.</summary>
internal sealed class FinishDemonstrationRound(Db now, Office office, FileStoreOptions fileOptions, FieldEncryption encryption)
{
    /// <summary>Per cent. The published round set it after scoring.</summary>
    private const int Threshold = 65;

    public async Task<bool> RunOnceAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        var now = At("2025-01-09 11:00");
        if (
            await now.ScalarAsync<int>(
                "select count(*) from Payment p join Award w on w.Id = p.AwardId where w.RoundId = @round and p.Status in ('Approved', 'Scheduled', 'Paid')",
                new { round }
            ) > 0
        )
            return false;
        await DecideAsync(round, people);
        await SendLettersAsync(round, people["officer"], "2024-12-03 09:30", "2024-12-03 11:00");
        foreach (var award in await now.QueryAsync<AwardRow>(AwardsSql, new { round }))
            await ApproveAsync(award, people);
        await PublishAsync(round, people["publisher"]);
        await PayAsync(round, people);
        await VisitAsync((await now.QueryAsync<AwardRow>(AwardsSql, new { round }))[0], people);
        foreach (var due in await now.QueryAsync<ReturnRow>(ReturnsSql, new { round }))
            await ReportAsync(due, people);
        await CertifyAsync(round, people);
        return true;
    }

    private async Task CommentAsync(Guid round, Actor adviser, Role role, string wording) =>
        Done(await new PaperComments(At("2024-11-21 16:30")).SaveAsync(adviser, round, [new(role, wording, 0)]));

    private async Task DecideAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        Done(await new SetThreshold(At("2024-11-21 15:30")).RunAsync(people["officer"], round, Threshold));
        await SayOfCloseCallsAsync(At("2024-11-21 16:00"), round, people["officer"]);
        await CommentAsync(
            round,
            people["chief-finance"],
            Role.ChiefFinanceOfficer,
            "The grants are within this year's budget for the round. I have no objection."
        );
        await CommentAsync(
            round,
            people["legal"],
            Role.LegalReviewer,
            "The law lets the Commissioner make these grants, if the Commissioner is of the opinion that it asks for. I have no objection."
        );
        Done(await new MakeRecommendation(At("2024-11-22 10:00"), office).RunAsync(people["officer"], round));
        Done(
            await new DecideRound(At("2024-12-02 14:00"), office).RunAsync(
                people["approver"],
                round,
                DecideRound.AsRecommended with
                {
                    Note = "Agreed as recommended.",
                }
            )
        );
    }

    /// <summary>Adds an invented comment for each application that another scoring might have put on the other side of the
    /// threshold.</summary>
    internal static async Task SayOfCloseCallsAsync(Db db, Guid round, Actor officer)
    {
        var cache = new StabilityCache();
        var view = await new RoundHealth(db, cache).GetAsync(round);
        while (view.IsWorking)
        {
            await Task.Delay(20);
            view = await new RoundHealth(db, cache).GetAsync(round);
        }
        var close = view
            .Applications.Zip(view.Stability ?? [])
            .Where(pair => pair.Second.TooClose)
            .Select(pair =>
                (
                    pair.First.Id,
                    (string?)"The panel knows that another scoring might have changed the result, and keeps to its agreed score."
                )
            )
            .ToList();
        if (close.Count > 0)
            Done(await new CloseCalls(db).SayAsync(officer, round, close));
    }

    internal async Task SendLettersAsync(Guid round, Actor officer, string madeAt, string sentAt)
    {
        var db = At(madeAt);
        Done(await new StartLetters(db).RunAsync(officer, round, anyway: true));
        // No browser starts here: PDFs are printed when a person asks for them.
        await using var pdf = new ChromiumPdf(new PdfOptions { Chromium = "/none" });
        await MakeAsync(db);
        // A portal that is already running may have claimed the batch first; then it makes the letters.
        for (
            var tries = 0;
            tries < 300
                && await db.ScalarAsync<int>(
                    "select count(*) from Letter l join LetterBatch b on b.Id = l.BatchId where b.RoundId = @round and l.State = 'Waiting'",
                    new { round }
                ) > 0;
            tries++
        )
            await Task.Delay(200);
        var later = At(sentAt);
        Done(await new ReleaseLetters(later, office).RunAsync(officer, round));
        // Letters of an earlier day get the day of sending first.
        await MakeAsync(later);

        Task MakeAsync(Db day) =>
            new MakeLetters(
                day,
                new FileStore(day, fileOptions, new ClamdOptions()),
                pdf,
                new ReleaseLetters(day, office),
                office
            ).RunAsync("demonstration");
    }

    private async Task ApproveAsync(AwardRow award, IReadOnlyDictionary<string, Actor> people)
    {
        var (accept, applicant) = (new AcceptAward(At("2024-12-11 19:20"), office), new Actor(award.Applicant, award.Name));
        Done(
            await accept.RunAsync(
                applicant,
                award.ApplicationId,
                new(award.Name, "Chair", Agreed: true, (await accept.GetAsync(applicant, award.ApplicationId)).Letter.Sha256)
                {
                    LegalForm = Domain.Organisations.LegalForm.UnincorporatedAssociation,
                }
            )
        );
        await CheckBankAsync(award, people);
        Done(
            await new RequestPayment(At("2025-01-08 10:00")).RunAsync(
                people["officer"],
                award.Id,
                award.Amount,
                "Whole grant on acceptance"
            )
        );
        var db = At("2025-01-09 11:00");
        var payment = (await new AwardPayments(db).GetAsync(award.Id)).Payments.Single();
        Done(
            await new DecidePayment(db, new ConfirmSubsidyAward(office)).RunAsync(
                people["finance"],
                payment.Id,
                approve: true,
                "Bank details seen"
            )
        );
    }

    /// <summary>As drafted, but for the last: an invented threat keeps its name from the public.</summary>
    private async Task PublishAsync(Guid round, Actor publisher)
    {
        var db = At("2025-01-10 11:30");
        var (publish, grants) = (new PublishAsDrafted(db), (await new GrantPublications(db).OfRoundAsync(round, 1)).Grants);
        foreach (var grant in grants.SkipLast(1))
            Done(await publish.RunAsync(publisher, grant.Award, grant.Version));
        Done(
            await new DecidePublication(db).RunAsync(
                publisher,
                grants[^1].Award,
                new()
                {
                    Title = "Late evenings for young people",
                    Brief =
                        "A hall stays open late on two nights a week, when young people have nowhere else to go. Some of them have been threatened, so we do not say where it is.",
                    CrimeReason = "Young people with a safe place to be at night are less often drawn into violence.",
                    NameShown = false,
                    Place = PublicPlace.District,
                    Ground = WithheldGround.Safety,
                    Why = "Young people who come here have been threatened, and could be found.",
                    ReviewOn = new(2027, 1, 31),
                },
                grants[^1].Version
            )
        );
    }

    /// <summary>One payment run for all six; an invented bank pays each on its day.</summary>
    private async Task PayAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        var db = At("2025-01-09 14:00");
        var approved = await db.QueryAsync<Guid>(
            "select p.Id from Payment p join Award w on w.Id = p.AwardId where w.RoundId = @round and p.Status = 'Approved'",
            new { round }
        );
        var made = await new MakePaymentRun(db, office).RunAsync(people["finance"], approved, new(2025, 1, 13));
        Done(made);
        var batch = made.Value;
        var own =
            office.OriginatingSortCode.Length > 0
                ? office
                : office with
                {
                    OriginatingSortCode = "99-99-99",
                    OriginatingAccount = "00000001",
                };
        Done(await new ReleasePaymentRun(db).RunAsync(people["finance2"], batch));
        Done(Result.Of((await new DownloadPaymentFile(db, encryption, own).RunAsync(people["finance"], batch)).Refusals));
        var answered = At("2025-01-14 09:30");
        var answer = (await answered.ReadAsync(work => PaymentRunQueries.GetAsync(work, own, batch))).Blank;
        Done(await new ReadBankResult(answered, office).RunAsync(people["finance"], batch, answer));
    }

    /// <summary>Invented accounts under a sort code that no bank has.</summary>
    private async Task CheckBankAsync(AwardRow award, IReadOnlyDictionary<string, Actor> people)
    {
        var (given, seen) = (At("2024-12-12 20:00"), At("2024-12-16 10:00"));
        var number = award.Number.ToString("00000000", CultureInfo.InvariantCulture);
        Done(
            await new GiveBankDetails(
                given,
                encryption,
                new FileStore(given, fileOptions, new ClamdOptions()),
                new MatchIndex(given),
                office
            ).RunAsync(
                new(award.Applicant, award.Name),
                award.OrganisationId,
                award.Organisation,
                "99-99-99",
                number,
                insists: false,
                Upload.Read("statement.pdf", "%PDF-1.4 an invented statement"u8.ToArray(), "").Value!
            )
        );
        var details = (await seen.ReadAsync(work => BankDetailsQueries.OfAsync(work, award.OrganisationId))).First();
        Done(await new RecordPayeeCheck(seen).RunAsync(people["finance"], details.Id, PayeeResult.Match, null, null));
        var check = (await seen.ReadAsync(work => BankDetailsQueries.GetAsync(work, details.Id))).CheckWith(office);
        if (check.NeedsCall)
            Done(
                await new RecordCallBack(seen, office).RunAsync(
                    people["officer"],
                    details.Id,
                    new(
                        "The chair",
                        "Chair",
                        "0116 496 0199",
                        CallNumberSource.LookedUp,
                        "The organisation's own website",
                        details.LastFour,
                        new(2024, 12, 13),
                        "10:15"
                    )
                )
            );
        const string why = "The statement shows the organisation's own name and this account.";
        if (check.WhyTwo.Count > 0)
            Done(await new ProposeBankDetails(seen, office).RunAsync(people["finance"], details.Id, why));
        Done(
            await new ConfirmBankDetails(seen, new MatchIndex(seen), office).RunAsync(
                people[check.WhyTwo.Count > 0 ? "finance2" : "finance"],
                details.Id,
                check.WhyTwo.Count > 0 ? why : null
            )
        );
        Done(
            await new AssessSubsidy(seen).RunAsync(
                people["officer"],
                award.ApplicationId,
                enterprise: false,
                economic: null,
                "A community group that sells nothing with this grant."
            )
        );
    }

    /// <summary>A question with its answer, and a visit: both invented.</summary>
    private async Task VisitAsync(AwardRow award, IReadOnlyDictionary<string, Actor> people)
    {
        Done(
            await new AskAboutOffer(At("2025-02-03 18:40"), office).RunAsync(
                new(award.Applicant, award.Name),
                award.ApplicationId,
                "May the first session be a week later, because the hall is being painted?"
            )
        );
        var question = (
            await At("2025-02-04 09:10").QueryAsync<Guid>("select Id from AwardQuestion where AwardId = @Id", new { award.Id })
        )[0];
        Done(
            await new AnswerAboutOffer(At("2025-02-04 09:15"), office).RunAsync(
                people["officer"],
                award.Id,
                question,
                "Yes. Dates of single sessions are yours to choose; ask for a change only if the project's first or last day moves."
            )
        );
        Done(
            await new RecordVisit(At("2025-07-15 16:00")).RunAsync(
                people["officer"],
                award.Id,
                new(
                    new(2025, 7, 15),
                    "The Commissioner and Priya Shah",
                    ByCommissioner: true,
                    "Twenty young people at the water's edge with two leaders. Throw lines stand where the application said. The leaders would like a second sign."
                )
            )
        );
    }

    private async Task ReportAsync(ReturnRow due, IReadOnlyDictionary<string, Actor> people)
    {
        var db = At("2026-02-16 20:10");
        var actor = new Actor(due.Applicant, due.Name);
        var view = await new ReturnReader(db).GetMineAsync(actor, due.Id);
        // Half is spent half-way; at the end the last line is below its budget, so that there is an underspend.
        Money Spent(BudgetLine line) =>
            view.Return.Kind == ReturnKind.Interim
                ? new(line.Requested.Pence / 2)
                : line.Requested - (line == view.Budget[^1] ? new Money(line.Requested.Pence / 7) : Money.Zero);
        if (view.Before is null)
            await NoteAsync(actor, view);
        var lines = view
            .Budget.Select(line => new SaveReturn.SpendLine(
                line.Id,
                Spent(line),
                line == view.Budget[^1] ? "Cheaper than we thought" : null
            ))
            .ToList();
        foreach (var line in view.Budget.Where(line => view.Sample.Contains(line.Id)))
            Done(
                await new AddReceipt(db, new FileStore(db, fileOptions, new ClamdOptions()), new DayClock("2026-02-16 20:05")).RunAsync(
                    actor,
                    due.Id,
                    line.Id,
                    Upload.Read("receipt.pdf", "%PDF-1.4 an invented receipt"u8.ToArray(), "").Value!
                )
            );
        Done(
            await new SaveReturn(db).RunAsync(
                actor,
                new(due.Id, view.Return.Version)
                {
                    Spent = lines.Sum(line => line.Spent!.Value),
                    Lines = lines,
                    Outcomes = view
                        .Outcomes.Select(outcome => new SaveReturn.Outcome(
                            outcome.Id,
                            $"Reached {outcome.Target} in the last month",
                            outcome.Baseline,
                            outcome.Target,
                            Verdict.Met
                        ))
                        .ToList(),
                    People =
                    [
                        [10, 30, 6, 14, 2, 2],
                        [30, 32, 2],
                        [16, 8, 4, 30, 2, 4],
                        [5, 3, 9, 2],
                    ],
                    PeopleNew = 64,
                    PeopleRepeat = 41,
                    Delivered = "We ran what we planned, with two sessions lost to the weather and made up in the spring.",
                    Learned = "Starting with the school would have brought people sooner.",
                    Story = "A boy who came to watch in the first week now sets the chairs out for the younger ones.",
                    Quote = "I know more of my neighbours in one winter than in ten years before.",
                }
            )
        );
        Done(await new SendReturn(db, office).RunAsync(actor, due.Id, []));
        foreach (var item in new[] { ConsentItem.Story, ConsentItem.Quote })
            Done(
                await new GiveConsent(db).RunAsync(
                    actor,
                    view.Return.ApplicationId,
                    new(item, due.Id, ConsentRelation.Themself, ConsentHow.Writing, new(2026, 2, 13))
                )
            );
        Done(
            await new ReviewReturn(At("2026-03-02 10:00"), office).RunAsync(
                people["officer"],
                due.Id,
                new(Accept: true, "Thank you. Please return what is unspent.", ReturnRating.Green, []) { FlagNote = "The receipts agree." }
            )
        );
    }

    /// <summary>Of the certificates of use that are asked for, the first is signed and accepted; the others are still to be
    /// signed.</summary>
    private async Task CertifyAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        var (signed, accepted) = (At("2026-03-04 18:30"), At("2026-03-10 11:00"));
        var asked = (await signed.QueryAsync<Guid>("select AwardId from UseCertificate where AskedAt is not null")).ToHashSet();
        if (
            (await signed.QueryAsync<AwardRow>(AwardsSql, new { round })).FirstOrDefault(award => asked.Contains(award.Id)) is not { } first
        )
            return;
        var holder = new Actor(first.Applicant, first.Name);
        var view = await signed.ReadAsync(work => UseCertificates.MineAsync(work, holder, first.ApplicationId));
        Done(
            await new SignUseCertificate(
                signed,
                new FileStore(signed, fileOptions, new ClamdOptions()),
                Clock("2026-03-04 18:30"),
                office
            ).RunAsync(
                holder,
                first.ApplicationId,
                new(
                    first.Name,
                    "Chair",
                    Agreed: true,
                    view.Now!.Code,
                    view.Differences.Select(one => one.Said ?? "It cost less than we planned. We can pay it back now.").ToList()
                )
            )
        );
        view = await accepted.ReadAsync(work => UseCertificates.GetAsync(work, first.Id));
        Done(await new ReviewUseCertificate(accepted, office).RunAsync(people["officer"], first.Id, view.Standing!.Id, accept: true, null));
    }

    /// <summary>Two evenings and a receipt in the diary, as they happened.</summary>
    private async Task NoteAsync(Actor actor, ReturnReader.MonitoringReturn view)
    {
        var db = At("2025-06-12 21:30");
        var id = view.Return.Id;
        Done(await new AddDiaryPeople(db).RunAsync(actor, id, new(2025, 6, 5), 18, 18, "First evening"));
        Done(await new AddDiaryPeople(db).RunAsync(actor, id, new(2025, 6, 12), 21, 9, "Second evening"));
        Done(
            await new AddDiaryReceipt(db, new FileStore(db, fileOptions, new ClamdOptions()), Clock("2025-06-12 21:35")).RunAsync(
                actor,
                new(id, new(2025, 6, 12), view.Budget[0].Id, new(2_450), "The hall committee", null),
                Upload.Read("receipt.pdf", "%PDF-1.4 an invented receipt"u8.ToArray(), "").Value!
            )
        );
    }

    internal Db At(string london) => new(now.Dialect, Clock(london)) { CheckpointKey = now.CheckpointKey };

    internal static TimeProvider Clock(string london) => new DayClock(london);

    internal static void Done(Result outcome)
    {
        if (outcome.FirstRefusal is { } refusal)
            throw new InvalidOperationException($"The demonstration's round could not be finished: {refusal.Sentence}");
    }

    private sealed class DayClock(string london) : TimeProvider
    {
        private readonly DateTime utc = LondonTime.ToUtc(
            DateOnly.ParseExact(london[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly.ParseExact(london[11..], "HH:mm", CultureInfo.InvariantCulture)
        );

        public override DateTimeOffset GetUtcNow() => new(utc, TimeSpan.Zero);
    }

    private const string AwardsSql = """
        select   w.Id, w.ApplicationId, w.Number, w.Amount, a.OrganisationId, o.Name as Organisation, a.SubmittedBy as Applicant, a.DeclaredName as Name
        from     Award w
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    w.RoundId = @round
        order by w.Number
        """;
    private const string ReturnsSql = """
        select   t.Id, a.SubmittedBy as Applicant, a.DeclaredName as Name
        from     MonitoringReturn t
        join     Award w on w.Id = t.AwardId
        join     Application a on a.Id = w.ApplicationId
        where    w.RoundId = @round and w.Number <= 3
        order by w.Number, t.DueOn, t.Id
        """;

    private sealed record AwardRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required int Number { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required Money Amount { get; init; }
        public required Guid Applicant { get; init; }
        public required string Name { get; init; }
    }

    private sealed record ReturnRow
    {
        public required Guid Id { get; init; }
        public required Guid Applicant { get; init; }
        public required string Name { get; init; }
    }
}
