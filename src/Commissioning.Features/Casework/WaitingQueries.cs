using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Decisions;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Organisations;
using Commissioning.Features.Publishing;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>What waits for a person, by kind: how many, since when, until when, and the oldest.</summary>
public static class WaitingQueries
{
    public sealed record Waiting
    {
        public required WaitingKind Kind { get; init; }
        public required int Count { get; init; }

        /// <summary>More wait than were counted.</summary>
        public bool IsMore { get; init; }

        /// <summary>Since when the oldest waits. Null: not known, or from no one moment.</summary>
        public DateTime? Oldest { get; init; }

        /// <summary>When the newest came. Null: not known.</summary>
        public DateTime? Newest { get; init; }

        /// <summary>The day on which the first is due. Null: none has one.</summary>
        public DateOnly? DueOn { get; init; }

        /// <summary>The time at which the first is due (UTC), where it is a time.</summary>
        public DateTime? DueAt { get; init; }
        public DateOnly? Due => DueOn ?? (DueAt is { } at ? LondonTime.DateOf(at) : null);
    }

    /// <summary>Applications with checks to finish are counted up to here, so that no page takes longer in a large round.</summary>
    public const int MostCounted = 500;

    /// <summary>Kinds of which at least one waits, in the order of the lifecycle.</summary>
    public static async Task<IReadOnlyList<Waiting>> OfAsync(Work work, Actor person, IReadOnlyCollection<Role> roles)
    {
        var kinds = WaitingRules.Of(RolePermissions.Of(roles));
        var parts = kinds.Where(kind => FromSql(kind) is not null).Select(kind => CountSql(kind)).ToList();
        var found = new List<Waiting>();
        if (parts.Count > 0)
            found.AddRange(await work.QueryAsync<Waiting>(string.Join("\nunion all\n", parts), Arguments(work, person)));
        if (kinds.Contains(WaitingKind.SignOff) || kinds.Contains(WaitingKind.Decision))
            foreach (
                var group in (await PapersAsync(work, person, roles))
                    .Where(paper => kinds.Contains(paper.Kind))
                    .GroupBy(paper => paper.Kind)
            )
                found.Add(
                    new Waiting
                    {
                        Kind = group.Key,
                        Count = group.Count(),
                        Oldest = group.Min(paper => paper.Since),
                        Newest = group.Max(paper => paper.Since),
                        DueOn = group.Min(paper => paper.Due),
                    }
                );
        if (kinds.Contains(WaitingKind.Check) && await ChecksAsync(work, person, MostCounted + 1) is { Count: > 0 } rounds)
            found.Add(
                new Waiting
                {
                    Kind = WaitingKind.Check,
                    Count = Math.Min(rounds.Sum(round => round.Count), MostCounted),
                    IsMore = rounds.Sum(round => round.Count) > MostCounted,
                    Oldest = rounds.Min(round => round.Since),
                    Newest = rounds.Max(round => round.Closed),
                    DueOn = rounds.Min(round => round.Due),
                }
            );
        if (kinds.Contains(WaitingKind.CspReturn) && await QuarterlyReturnsAsync(work, person) is { Count: > 0 } returns)
            found.Add(
                new Waiting
                {
                    Kind = WaitingKind.CspReturn,
                    Count = returns.Count,
                    DueOn = returns.Min(one => one.Due),
                }
            );
        if (kinds.Contains(WaitingKind.OldList))
            found.Add(new Waiting { Kind = WaitingKind.OldList, Count = await OldListsAsync(work) });
        if (kinds.Contains(WaitingKind.WeightTable))
            found.Add(new Waiting { Kind = WaitingKind.WeightTable, Count = await IsTableMissedAsync(work) ? 1 : 0 });
        return found.Where(waiting => waiting.Count > 0).OrderBy(waiting => waiting.Kind).ToList();
    }

    /// <summary>The page of the oldest thing of a kind; null: none waits, or the person may not see it.</summary>
    public static async Task<string?> NextAsync(Work work, Actor person, IReadOnlyCollection<Role> roles, WaitingKind kind)
    {
        if (!WaitingRules.Of(RolePermissions.Of(roles)).Contains(kind))
            return null;
        if (kind is WaitingKind.SignOff or WaitingKind.Decision)
            return (await PapersAsync(work, person, roles)).Where(paper => paper.Kind == kind).MinBy(paper => paper.Since) is { } paper
                ? PageOf(kind, paper.Round)
                : null;
        if (kind == WaitingKind.Check)
            return (await ChecksAsync(work, person, 1)).MinBy(one => one.Since) is { } oldest ? PageOf(kind, oldest.Application) : null;
        if (kind == WaitingKind.CspReturn)
            return (await QuarterlyReturnsAsync(work, person)).FirstOrDefault() is { } first
                ? Links.CspBudgets.Return(first.Year, first.Area, first.Period)
                : null;
        if (kind == WaitingKind.OldList)
            return await OldListsAsync(work) > 0 ? Links.DueDiligence.Extracts : null;
        if (kind == WaitingKind.WeightTable)
            return await IsTableMissedAsync(work) ? Links.Organisations.ModulusTables : null;
        // Each of these has one page for all.
        if (kind is WaitingKind.FailedEmail or WaitingKind.QuarantinedFile or WaitingKind.Alert)
            return await work.ScalarAsync<int>($"select count(*)\n{FromSql(kind)}", Arguments(work, person)) > 0
                ? PageOf(kind, person.Id)
                : null;
        return await work.FirstOrDefaultAsync<Guid?>(
                $"select {PickSql(kind)}\n{FromSql(kind)}\norder by {OrderSql(kind)}",
                Arguments(work, person)
            )
                is not { } id
                ? null
            // Nothing is open before the conflicts are declared; the queue asks for that.
            : kind == WaitingKind.Sheet && await ScoringQueue.NextAsync(work, person, id, null) is { } sheet ? Links.Scoring.Sheet(sheet)
            : PageOf(kind, id);
    }

    /// <summary>Registers and lists that are missing or too old, once an application is to be checked or a grant is to be paid.</summary>
    private static async Task<int> OldListsAsync(Work work) =>
        await work.ScalarAsync<int>(
            "select case when exists (select 1 from Application where Status = 'Submitted' and DueDiligence in ('NotStarted', 'InProgress')) or exists (select 1 from Award where EndedAt is null) then 1 else 0 end"
        ) == 1
            ? (await RegisterSearches.AllAgesAsync(work)).Count(age => age.IsTooOld)
            : 0;

    /// <summary>True when the weight table is missing or old, and there is an account that it would check or that is to be paid.</summary>
    private static async Task<bool> IsTableMissedAsync(Work work) =>
        (await ModulusTables.AgeAsync(work)).Warning is not null
        && await work.ScalarAsync<int>(
            "select case when exists (select 1 from BankDetails where State = 'Given') or exists (select 1 from Award where EndedAt is null) then 1 else 0 end"
        ) == 1;

    private static object Arguments(Work work, Actor person) =>
        new
        {
            Me = person.Id,
            work.Now,
            Today = LondonTime.DateOf(work.Now),
            Soon = WorkingDays.After(LondonTime.DateOf(work.Now), VisitRules.ActionSoon),
        };

    private static string CountSql(WaitingKind kind) =>
        $"select '{kind}' as Kind, {NumberSql(kind)} as Count, min({OldestSql(kind)}) as Oldest, max({NewestSql(kind)}) as Newest, min({DueSql(kind)}) as DueOn, min({(kind == WaitingKind.Sheet ? "r.ScoringClosesAt" : "cast(null as datetime2(3))")}) as DueAt\n{FromSql(kind)}";

    /// <summary>How many things one row stands for.</summary>
    private static string NumberSql(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Sheet => $"coalesce(sum({SheetsLeftSql}), 0)",
            WaitingKind.Moderation => "coalesce(sum(t.Submitted - t.Moderated), 0)",
            _ => "count(*)",
        };

    private static string PickSql(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.AnswerFromApplicant or WaitingKind.ApplicantMessage or WaitingKind.Deferred or WaitingKind.ModerationFlag =>
                "x.ApplicationId",
            WaitingKind.QuestionAboutOffer or WaitingKind.ConditionEvidence => "x.AwardId",
            WaitingKind.VisitAction => "x.VisitId",
            WaitingKind.Note => "x.NoteId",
            WaitingKind.PublicationReview => "x.AwardId",
            WaitingKind.UseCertificate or WaitingKind.LateCertificate or WaitingKind.CertificateWaiver => "x.AwardId",
            WaitingKind.Correction or WaitingKind.OverAllocation or WaitingKind.Sheet => "x.RoundId",
            WaitingKind.Amendment or WaitingKind.MoneyAmendment => "x.RoundId",
            _ => "x.Id",
        };

    /// <summary>The one that waits longest, or where that is not known is due first; then by key, so that both engines open the
    /// same.</summary>
    private static string OrderSql(WaitingKind kind) => string.Join(", ", new[]
            {
                kind switch
                {
                    WaitingKind.SecondLook => "x.CheckedOn",
                    WaitingKind.ReleaseCorrection => "x.Month",
                    _ => OldestSql(kind),
                },
                DueSql(kind),
            }.Where(sql => !sql.StartsWith("cast(null", StringComparison.Ordinal)).Take(1).Append(PickSql(kind)));

    private static string OldestSql(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Sheet or WaitingKind.Moderation or WaitingKind.Recommendation => "r.ClosesAt",
            WaitingKind.Finding => "x.FoundAt",
            WaitingKind.FindingSecond => "x.DecidedAt",
            WaitingKind.AnswerFromApplicant => "x.AnsweredAt",
            WaitingKind.QuestionAboutOffer or WaitingKind.Variation or WaitingKind.OverAllocation => "x.AskedAt",
            WaitingKind.Correction or WaitingKind.PaymentToApprove or WaitingKind.LedgerRequest => "x.RequestedAt",
            WaitingKind.Amendment or WaitingKind.MoneyAmendment => "x.RequestedAt",
            WaitingKind.LettersToMake or WaitingKind.Deferred or WaitingKind.RemedyDay => "x.DecidedAt",
            WaitingKind.Review => "x.RecordedAt",
            WaitingKind.UpheldReview => "x.ReviewedAt",
            WaitingKind.LettersToRelease => "x.StartedAt",
            WaitingKind.ConditionEvidence or WaitingKind.BankDetails => "x.GivenAt",
            WaitingKind.LateOffer => "x.OfferedAt",
            WaitingKind.Publication => "x.AcceptedAt",
            WaitingKind.PaymentForRun => "x.DecidedAt",
            WaitingKind.PaymentSecond => "x.FirstApprovedAt",
            WaitingKind.RunToRelease or WaitingKind.RunToExcept => "x.MadeAt",
            WaitingKind.AccountToAsk => "x.RecheckAt",
            WaitingKind.WriteOff => "x.ProposedAt",
            WaitingKind.BankAnswer => "x.ReadAt",
            WaitingKind.Claim => "x.ClaimedAt",
            WaitingKind.Return => "x.SubmittedAt",
            WaitingKind.UseCertificate => "x.SignedAt",
            WaitingKind.CertificateWaiver => "x.WaiverAskedAt",
            WaitingKind.CspReturnToReview => "x.CertifiedAt",
            WaitingKind.YearToSign or WaitingKind.YearToReopen => "x.AskedAt",
            WaitingKind.CspProject or WaitingKind.FailedEmail or WaitingKind.UndeliveredEmail => "x.CreatedAt",
            WaitingKind.StopFlagToLift => "x.AskedAt",
            WaitingKind.RestrictedFlag => "x.PlacedAt",
            WaitingKind.Recheck => "c.DrawnAt",
            WaitingKind.Concern or WaitingKind.Alert or WaitingKind.CspAlarm or WaitingKind.ModerationFlag => "x.RaisedAt",
            WaitingKind.Note => "x.NamedAt",
            WaitingKind.AnswerToApprove => "x.MadeAt",
            WaitingKind.ApplicantMessage => "x.WrittenAt",
            WaitingKind.EmailAnswer or WaitingKind.UnplacedEmail => "x.ReceivedAt",
            WaitingKind.QuarantinedFile => "x.ScannedAt",
            WaitingKind.RecordsToErase => "x.MadeAt",
            _ => "cast(null as datetime2(3))",
        };

    /// <summary>When a thing began to wait, where that is not since when it has been there.</summary>
    private static string NewestSql(WaitingKind kind) => kind == WaitingKind.Moderation ? "r.ScoringClosesAt" : OldestSql(kind);

    private static string DueSql(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Moderation or WaitingKind.Recommendation or WaitingKind.Finding => "r.DecisionExpectedOn",
            WaitingKind.LateOffer => "x.AcceptBy",
            WaitingKind.RemedyDay => "x.RemedyBy",
            WaitingKind.LateCertificate => "x.DueOn",
            WaitingKind.LateReturn or WaitingKind.Review or WaitingKind.VisitAction or WaitingKind.RecoveryLate => "x.DueOn",
            WaitingKind.LateCorrection => "x.PutRightBy",
            WaitingKind.Visit => "coalesce(x.NextOn, x.PlannedOn)",
            WaitingKind.Deferred => "x.DeferredUntil",
            WaitingKind.FraudReview => "x.ReviewBy",
            WaitingKind.PublicationReview => "x.ReviewOn",
            WaitingKind.ReleaseMonth or WaitingKind.SpendingMonth => "x.DueOn",
            _ => "cast(null as date)",
        };

    private const string SheetsLeftSql = "case when x.Assigned > 0 then x.Assigned else t.Submitted end - x.Conflicted - x.Submitted";

    // A round that is closed, or takes applications all the time, and is not recommended on.
    private const string AssessedSql =
        "r.PublishedAt is not null and r.WithdrawnAt is null and r.RecommendedAt is null and r.DecidedAt is null and r.ClosesAt < @Now";

    // An approval for an account that is no longer in use counts for nothing.
    private const string HasFirstSql =
        "(x.FirstApprovedBy is not null and exists (select 1 from BankDetails b where b.Id = x.BankDetailsId and b.State = 'Confirmed'))";
    private const string ToReleaseSql = "x.ReleasedAt is null and x.SentAt is null and x.Payments > 0";

    private static string TookPartSql(string person) =>
        $"exists (select 1 from Payment p where p.RunId = x.Id and (p.RequestedBy = {person} or p.DecidedBy = {person} or p.FirstApprovedBy = {person}))";

    private static string? FromSql(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Sheet => $"""
                from PanelMember x
                join Round r on r.Id = x.RoundId
                join RoundTally t on t.RoundId = x.RoundId
                where x.PersonId = @Me and x.LeftAt is null and {AssessedSql} and {SheetsLeftSql} > 0
                """,
            // Those of a round that is still being assessed, of an application that is this person's or no one's.
            WaitingKind.Finding => $"""
                from Finding x
                join Finding f on f.Id = x.Id
                join Application a on a.Id = x.ApplicationId
                join Round r on r.Id = a.RoundId
                left join CheckPlan p on p.ApplicationId = a.Id
                where x.Verdict is null and {FindingSql.HoldsDecision} and a.Status = 'Submitted' and a.DueDiligence in ('NotStarted', 'InProgress') and {AssessedSql} and (p.OwnerId is null or p.OwnerId = @Me)
                """,
            WaitingKind.FindingSecond => """
                from Finding x
                join Application a on a.Id = x.ApplicationId
                join Round r on r.Id = a.RoundId
                where x.IsOpen = 1 and x.Verdict is not null and x.DecidedBy <> @Me and a.Status = 'Submitted' and r.WithdrawnAt is null
                """,
            WaitingKind.SecondLook => """
                from DueDiligenceCheck x
                where x.Status = 'Fail' and x.SecondAt is null and x.CheckedBy <> @Me
                      and exists (select 1 from Application a join Round r on r.Id = a.RoundId where a.Id = x.ApplicationId and a.Status = 'Submitted' and a.DueDiligence = 'InProgress' and r.WithdrawnAt is null)
                """,
            WaitingKind.AnswerFromApplicant => """
                from ChangeRequest x
                where x.AnsweredAt is not null and x.ReadAt is null
                """,
            WaitingKind.ApplicantMessage => "from ApplicantMessage x where x.ReadAt is null",
            WaitingKind.EmailAnswer => "from ReceivedEmail x where x.MustRead = 1 and x.ReadAt is null and x.Kind = 'Reply'",
            WaitingKind.UnplacedEmail => "from ReceivedEmail x where x.MustRead = 1 and x.ReadAt is null and x.Kind = 'Unplaced'",
            WaitingKind.QuestionAboutOffer => "from AwardQuestion x where x.AnsweredAt is null",
            WaitingKind.Correction => """
                from (select c.RequestedAt, s.RoundId from CorrectionRequest c join ScoringAssignment s on s.Id = c.AssignmentId where c.Granted is null) x
                where 1 = 1
                """,
            WaitingKind.Moderation => $"""
                from RoundTally t
                join Round r on r.Id = t.RoundId
                join Round x on x.Id = r.Id
                where {AssessedSql} and r.ScoringClosesAt < @Now and t.Submitted > t.Moderated
                """,
            WaitingKind.ModerationFlag => """
                from ModerationFlag x
                join Application a on a.Id = x.ApplicationId
                join Round r on r.Id = a.RoundId
                where x.OwnerId = @Me and x.ResolvedAt is null and a.Status = 'Submitted' and r.RecommendedAt is null and r.WithdrawnAt is null
                """,
            WaitingKind.Recommendation => $"""
                from RoundTally t
                join Round r on r.Id = t.RoundId
                join Round x on x.Id = r.Id
                where {AssessedSql} and t.Submitted > 0 and t.Submitted = t.Moderated
                """,
            WaitingKind.OverAllocation => "from OverAllocation x where x.AnsweredAt is null",
            WaitingKind.Amendment => "from RoundAmendment x where x.Approved is null and x.Kind <> 'Pot' and x.RequestedBy <> @Me",
            WaitingKind.MoneyAmendment => "from RoundAmendment x where x.Approved is null and x.Kind = 'Pot' and x.RequestedBy <> @Me",
            WaitingKind.Deferred =>
                $"""
                from (select l.ApplicationId, d.DecidedAt, l.DeferredUntil
                      from   DecisionLine l
                      join   Decision d on d.Id = l.DecisionId
                      join   Recommendation m on m.Id = d.RecommendationId
                      join   Application a on a.Id = l.ApplicationId
                      where  l.DeferredUntil is not null and l.SupersededBy is null and a.Status = 'Submitted' and m.MadeBy <> @Me and {RoundApprovers.MaySql(
                    "a.RoundId",
                    "m.MadeBy",
                    "a.Id"
                )}) x
                where 1 = 1
                """,
            WaitingKind.Review => """
                from DecisionReview x
                join Decision d on d.Id = x.DecisionId
                left join Variation v on v.Id = x.VariationId
                where x.ReviewedAt is null and coalesce(v.DecidedBy, d.DecidedBy) <> @Me
                """,
            WaitingKind.UpheldReview => $"""
                from DecisionReview x
                join Decision d on d.Id = x.DecisionId
                join Recommendation m on m.Id = d.RecommendationId
                where x.Outcome = 'Upheld' and x.VariationId is null and d.DecidedBy <> @Me and m.MadeBy <> @Me and not exists (select 1 from Decision f where f.ReviewId = x.Id)
                      and {RoundApprovers.MaySql("d.RoundId", "m.MadeBy", "x.ApplicationId")}
                """,
            WaitingKind.LettersToMake => """
                from Round x
                where x.DecidedAt is not null and x.LettersReleasedAt is null and not exists (select 1 from LetterBatch b where b.RoundId = x.Id)
                """,
            WaitingKind.LettersToRelease => "from LetterBatch x where x.ReleasedAt is null",
            WaitingKind.ConditionEvidence => "from AwardCondition x where x.State = 'Given'",
            WaitingKind.LateOffer => "from Award x where x.AcceptedAt is null and x.EndedAt is null and x.AcceptBy < @Today",
            WaitingKind.BankDetails => "from BankDetails x where x.State = 'Given'",
            // The bank could not pay into it, and nobody has answered for it yet.
            WaitingKind.AccountToAsk =>
                "from BankDetails x where x.State = 'Given' and x.RecheckAt is not null and x.AffirmedAt is null and x.CalledAt is null",
            WaitingKind.PaymentToApprove => $"from Payment x where x.Status = 'Requested' and x.RequestedBy <> @Me and not {HasFirstSql}",
            WaitingKind.PaymentSecond =>
                $"from Payment x where x.Status = 'Requested' and x.RequestedBy <> @Me and x.FirstApprovedBy <> @Me and {HasFirstSql}",
            WaitingKind.RunToRelease => $"from PaymentRun x where {ToReleaseSql} and (not {TookPartSql("@Me")} or x.ExceptedBy <> @Me)",
            // Fewer than three people hold the right, and each of them took part.
            WaitingKind.RunToExcept => $"""
                from PaymentRun x
                where {ToReleaseSql} and x.ExceptedAt is null and (select count(*) from PersonRole q where q.Role = 'FinanceOfficer') < {PaymentReleaseRules.PeopleToSeparate}
                      and not exists (select 1 from PersonRole q where q.Role = 'FinanceOfficer' and not {TookPartSql("q.PersonId")})
                """,
            WaitingKind.CspReturnToReview => "from CspReturn x where x.Status = 'Certified'",
            WaitingKind.CspAlarm => "from CspAlarm x where x.ClosedAt is null",
            WaitingKind.YearToSign => "from LedgerYearRequest x where x.Status = 'Waiting' and x.Kind = 'SignOff' and x.AskedBy <> @Me",
            WaitingKind.YearToReopen => "from LedgerYearRequest x where x.Status = 'Waiting' and x.Kind = 'Reopen' and x.AskedBy <> @Me",
            WaitingKind.Publication => """
                from Award x
                where x.AcceptedAt is not null and (x.EndedHow is null or x.EndedHow not in ('Declined', 'OfferWithdrawn'))
                      and not exists (select 1 from Publication p where p.AwardId = x.Id and p.DecidedAt is not null)
                """,
            WaitingKind.PublicationReview =>
                "from Publication x where x.DecidedAt is not null and x.NameShown = 0 and x.ReviewOn <= @Today",
            WaitingKind.ReleaseMonth => $"from ReleaseMonth x where x.Kind = 'Grants' and {RemindOfReleases.NotReleasedSql}",
            WaitingKind.SpendingMonth => $"from ReleaseMonth x where x.Kind = 'Spending' and {RemindOfReleases.NotReleasedSql}",
            // A grant that ended, or whose money was reduced or came back, after its month was released.
            WaitingKind.ReleaseCorrection => $"""
                from Release x
                where x.Kind = 'Grants' and {Releases.IsPublicSql}
                      and exists (select 1 from ReleaseLine l join Award w on w.Id = l.AwardId where l.ReleaseId = x.Id and l.Amount <> {PublicGrants.AmountSql})
                """,
            WaitingKind.LedgerRequest => "from LedgerRequest x where x.Status = 'Waiting' and x.RequestedBy <> @Me",
            WaitingKind.PaymentForRun => "from Payment x where x.Status = 'Approved'",
            WaitingKind.RecoveryLate =>
                "from RecoveryInvoice x where x.Amount > x.Received + x.WrittenOff and x.DueOn < @Today and (x.StoppedUntil is null or x.StoppedUntil < @Today)",
            WaitingKind.WriteOff =>
                "from (select f.InvoiceId as Id, f.ProposedAt, f.ProposedBy from RecoveryWriteOff f where f.State = 'Proposed') x where x.ProposedBy <> @Me",
            // Read and not applied, or with items that fit no payment.
            WaitingKind.BankAnswer =>
                "from BankAnswer x where x.AppliedAt is null or exists (select 1 from BankAnswerItem i where i.AnswerId = x.Id and i.State = 'Left')",
            WaitingKind.Claim => "from Claim x where x.State = 'Sent'",
            WaitingKind.Return => "from MonitoringReturn x where x.Status = 'Submitted'",
            // Also the last return of a grant that was given up or ended early.
            WaitingKind.LateReturn => """
                from MonitoringReturn x
                join Award w on w.Id = x.AwardId
                where x.Status in ('Due', 'Prepared') and x.PutRightBy is null and x.DueOn < @Today and coalesce(w.EndedHow, '') <> 'Closed'
                """,
            WaitingKind.LateCorrection => """
                from MonitoringReturn x
                join Award w on w.Id = x.AwardId
                where x.Status in ('Due', 'Prepared') and x.PutRightBy < @Today and coalesce(w.EndedHow, '') <> 'Closed'
                """,
            // Whoever sent it for the organisation does not check it.
            WaitingKind.UseCertificate => """
                from UseCertificateCopy x
                join UseCertificate c on c.AwardId = x.AwardId
                where x.State = 'Sent' and c.State = 'Sent' and x.SignedBy <> @Me and (c.ExaminerGivenBy is null or c.ExaminerGivenBy <> @Me)
                """,
            WaitingKind.LateCertificate =>
                $"from UseCertificate x join UseCertificate uc on uc.AwardId = x.AwardId where x.DueOn < @Today and x.WaiverAskedBy is null and {UseCertificates.CanBeSignedSql}",
            WaitingKind.CertificateWaiver =>
                "from UseCertificate x where x.WaiverAskedBy is not null and x.WaiverAskedBy <> @Me and x.State in ('Wanted', 'Sent')",
            WaitingKind.Visit => $"""
                from Visit v
                join Visit x on x.Id = v.Id
                join Award w on w.Id = v.AwardId
                where w.EndedAt is null and (v.VisitedOn is null and v.CalledOff is null and v.PlannedOn <= @Today or v.NextOn <= @Today and {VisitQueries.IsNextSql})
                """,
            // Of one of us, when it is named so; what the organisation does, anybody may look after.
            WaitingKind.VisitAction => """
                from VisitAction x
                join Visit v on v.Id = x.VisitId
                join Award w on w.Id = v.AwardId
                where x.DoneOn is null and x.DueOn <= @Soon and w.EndedAt is null
                      and (exists (select 1 from Person p where p.Id = @Me and p.DisplayName = x.Who)
                           or not exists (select 1 from Person p join PersonRole q on q.PersonId = p.Id where p.DisplayName = x.Who and q.Role = 'CommissioningOfficer'))
                """,
            // A recovery waits for its holder's answer first.
            WaitingKind.Variation =>
                "from Variation x where x.DecidedAt is null and x.State = 'Asked' and x.AskedBy <> @Me and (x.Kind <> 'Recovery' or x.AnsweredAt is not null or x.AnswerBy < @Today)",
            // Until it was put right, or another step was taken.
            WaitingKind.RemedyDay => """
                from Variation x
                join Award w on w.Id = x.AwardId
                where x.RemedyBy <= @Today and x.PutRightAt is null and x.State = 'Approved' and w.EndedAt is null
                      and not exists (select 1 from Variation v where v.AwardId = x.AwardId and v.Kind in ('Suspension', 'Termination', 'Recovery') and v.State in ('Asked', 'Approved') and v.AskedAt >= x.DecidedAt)
                """,
            WaitingKind.CspProject => "from CspProject x where x.Status = 'Proposed'",
            WaitingKind.StopFlagToLift => """
                from StopFlag x
                where x.AskedBy <> @Me and x.PlacedBy <> @Me and x.LiftedAt is null and (x.Until is null or x.Until >= @Today)
                      and (x.Kind <> 'PoliceOrFraud' or exists (select 1 from PersonRole q where q.PersonId = x.AskedBy and q.Role = 'ConcernLead'))
                """,
            WaitingKind.RestrictedFlag => """
                from StopFlag x
                where x.Kind = 'PoliceOrFraud' and x.LiftedAt is null and (x.Until is null or x.Until >= @Today) and (x.ReadBy is null or (x.AskedBy <> @Me and x.PlacedBy <> @Me))
                """,
            WaitingKind.Recheck => """
                from RecheckItem x
                join Recheck c on c.Id = x.RecheckId
                where x.Agrees is null
                      and not exists (select 1 from DueDiligenceCheck q where q.ApplicationId = x.ApplicationId and (q.CheckedBy = @Me or q.SecondBy = @Me))
                      and not exists (select 1 from Finding f where f.ApplicationId = x.ApplicationId and (f.DecidedBy = @Me or f.SecondBy = @Me))
                      and not exists (select 1 from CheckPlan p where p.ApplicationId = x.ApplicationId and p.OwnerId = @Me)
                """,
            WaitingKind.FraudReview => """
                from (select n.FundId as Id, n.ReviewBy from FraudAssessment n where n.ReviewBy < @Today and not exists (select 1 from FraudAssessment l where l.FundId = n.FundId and l.Number > n.Number)) x
                where 1 = 1
                """,
            WaitingKind.Concern => "from Concern x where x.ClosedAt is null",
            WaitingKind.Note => "from NoteMention x where x.PersonId = @Me and x.ReadAt is null",
            // Nothing of it waits for a decision, and this person had no part in it.
            WaitingKind.AnswerToApprove => $"""
                from FoiAnswer x
                where x.State = 'Draft' and x.MadeBy <> @Me and not exists (select 1 from FoiPassage g where g.AnswerId = x.Id and g.State = 'Proposed')
                      and not exists (select 1 from AuditEntry e where e.SubjectId = x.Id and e.ActorId = @Me and e.Action in ({ApproveAnswer.PartActions}))
                """,
            // Of the others, such as links to sign in, people ask for a new one.
            WaitingKind.UndeliveredEmail => """
                from OutboxEmail x
                where x.State = 'Failed' and x.DealtWithAt is null
                      and (exists (select 1 from Application a where a.Id = x.SubjectId) or exists (select 1 from Organisation o where o.Id = x.SubjectId) or exists (select 1 from Award w where w.Id = x.SubjectId)
                           or exists (select 1 from MonitoringReturn t where t.Id = x.SubjectId) or exists (select 1 from Payment p where p.Id = x.SubjectId) or exists (select 1 from Claim c where c.Id = x.SubjectId))
                """,
            WaitingKind.FailedEmail => "from OutboxEmail x where x.State in ('Failed', 'Uncertain') and x.DealtWithAt is null",
            WaitingKind.QuarantinedFile => "from StoredFile x where x.ScanState = 'Quarantined'",
            WaitingKind.RecordsToErase => "from RetentionProposal x where x.State = 'Proposed'",
            WaitingKind.Alert => "from Alert x where x.ClearedAt is null",
            _ => null,
        };

    private static string PageOf(WaitingKind kind, Guid id) =>
        kind switch
        {
            WaitingKind.Sheet => Links.Scoring.Queue(id),
            WaitingKind.Check => Links.DueDiligence.Checks(id),
            WaitingKind.SecondLook => Links.DueDiligence.Check(id),
            WaitingKind.Finding or WaitingKind.FindingSecond => Links.DueDiligence.Finding(id),
            WaitingKind.AnswerFromApplicant => Links.Applications.Submitted(id),
            WaitingKind.QuestionAboutOffer or WaitingKind.ConditionEvidence or WaitingKind.LateOffer => Links.Awards.Offer(id),
            WaitingKind.Correction or WaitingKind.Moderation => Links.Moderation.List(id),
            WaitingKind.ModerationFlag => Links.Moderation.Application(id),
            WaitingKind.Recommendation => Links.Decisions.Recommend(id),
            WaitingKind.SignOff => Links.Decisions.Paper(id),
            WaitingKind.Decision => Links.Decisions.Decide(id),
            WaitingKind.Deferred => Links.Decisions.Deferred(id),
            WaitingKind.Review => Links.Decisions.Review(id),
            WaitingKind.UpheldReview => Links.Decisions.DecideAfterReview(id),
            WaitingKind.OverAllocation => Links.Moderation.Line(id),
            WaitingKind.Amendment or WaitingKind.MoneyAmendment => Links.Funds.Amendments(id),
            WaitingKind.LettersToMake => Links.Awards.Letters(id),
            WaitingKind.LettersToRelease => Links.Awards.DayBatch(id),
            WaitingKind.BankDetails or WaitingKind.AccountToAsk => Links.Organisations.Bank(id),
            WaitingKind.PaymentToApprove or WaitingKind.PaymentSecond => Links.Payments.Approve(id),
            WaitingKind.RunToRelease => Links.Payments.Run(id),
            WaitingKind.RunToExcept => Links.Payments.RunException(id),
            WaitingKind.PaymentForRun => Links.Payments.Runs,
            WaitingKind.RecoveryLate or WaitingKind.WriteOff => Links.Payments.Recovery(id),
            WaitingKind.BankAnswer => Links.Payments.Answer(id),
            WaitingKind.LedgerRequest => Links.CspBudgets.Request(id),
            WaitingKind.CspReturnToReview => Links.CspBudgets.ReviewReturn(id),
            WaitingKind.CspAlarm => Links.CspBudgets.Alarm(id),
            WaitingKind.YearToSign or WaitingKind.YearToReopen => Links.CspBudgets.YearRequest(id),
            WaitingKind.Claim => Links.Payments.Claim(id),
            WaitingKind.Return or WaitingKind.LateReturn or WaitingKind.LateCorrection => Links.Monitoring.Review(id),
            WaitingKind.UseCertificate or WaitingKind.LateCertificate or WaitingKind.CertificateWaiver => Links.Monitoring.UseCertificate(
                id
            ),
            WaitingKind.Visit or WaitingKind.VisitAction => Links.Monitoring.Visit(id),
            WaitingKind.Variation or WaitingKind.RemedyDay => Links.Awards.Variation(id),
            WaitingKind.Publication or WaitingKind.PublicationReview => Links.Publishing.Publication(id),
            WaitingKind.ReleaseMonth or WaitingKind.ReleaseCorrection => Links.Publishing.Releases,
            WaitingKind.SpendingMonth => Links.Publishing.Spending,
            WaitingKind.CspProject => Links.CspBudgets.Project(id),
            WaitingKind.StopFlagToLift => Links.DueDiligence.StopFlag(id),
            WaitingKind.RestrictedFlag => Links.DueDiligence.ConcernFlag(id),
            WaitingKind.Recheck => Links.DueDiligence.Recheck(id),
            WaitingKind.FraudReview => Links.DueDiligence.Fraud(id),
            WaitingKind.Concern => Links.DueDiligence.Concern(id),
            WaitingKind.Note => Links.Casework.Note(id),
            WaitingKind.AnswerToApprove => Links.Casework.Answer(id),
            WaitingKind.ApplicantMessage => Links.Casework.Messages(id),
            WaitingKind.EmailAnswer or WaitingKind.UnplacedEmail => Links.Casework.ReceivedEmail(id),
            WaitingKind.UndeliveredEmail => Links.Operations.Undelivered(id),
            WaitingKind.FailedEmail => Links.Operations.Outbox,
            WaitingKind.QuarantinedFile => Links.Operations.Files,
            WaitingKind.RecordsToErase => Links.Records.Proposal(id),
            _ => Links.Operations.Index,
        };

    private sealed record Paper(WaitingKind Kind, Guid Round, DateTime Since, DateOnly Due);

    /// <summary>Rounds that are recommended on and not decided, by whether this person must sign or decide. There are never many.</summary>
    private static async Task<IReadOnlyList<Paper>> PapersAsync(Work work, Actor person, IReadOnlyCollection<Role> roles)
    {
        var papers = new List<Paper>();
        foreach (
            var round in await work.QueryAsync<Guid>(
                "select Id from Round where RecommendedAt is not null and DecidedAt is null order by RecommendedAt, Id"
            )
        )
        {
            var details = await RoundReader.GetAsync(work, round);
            var paper = await RoundPapers.FindAsync(work, round);
            var signed = await SignPaper.OfAsync(work, paper.Id);
            var since = signed.Count > 0 ? signed[^1].SignedAt : paper.MadeAt;
            if (signed.Count >= details.Policy.SignOffs.Count)
            {
                if (await RoundApprovers.WhyNotAsync(work, person, round, paper.MadeBy) is null)
                    papers.Add(new(WaitingKind.Decision, round, since, paper.PutOffUntil ?? details.DecisionExpectedOn));
            }
            else if (
                PaperRules.WhyCannotSign(
                    details.Policy.SignOffs,
                    [.. signed.Select(one => one.SignedBy)],
                    details.IsRecommended,
                    paper.MadeBy,
                    person.Id,
                    roles
                )
                is null
            )
                papers.Add(new(WaitingKind.SignOff, round, since, details.DecisionExpectedOn));
        }
        return papers;
    }

    /// <param name="Application">The oldest.</param>
    private sealed record RoundChecks(Guid Application, DateTime Since, DateTime Closed, DateOnly Due, int Count);

    /// <summary>Rounds with applications that this person is to check, counted until there are this many.</summary>
    private static async Task<IReadOnlyList<RoundChecks>> ChecksAsync(Work work, Actor person, int most)
    {
        var rounds = new List<RoundChecks>();
        foreach (
            var round in await work.QueryAsync<AssessedRound>(
                $"select r.Id, r.ClosesAt, r.DecisionExpectedOn from Round r where {AssessedSql} order by r.ClosesAt, r.Id",
                new { work.Now }
            )
        )
        {
            var (count, oldest, since) = (0, Guid.Empty, default(DateTime));
            await work.PageAsync(
                """
                select    x.Id, x.SubmittedAt
                from      Application x
                left join CheckPlan p on p.ApplicationId = x.Id
                where     x.RoundId = @Id and x.Status = 'Submitted' and x.DueDiligence in ('NotStarted', 'InProgress') and (p.OwnerId is null or p.OwnerId = @Me)
                order by  x.SubmittedAt, x.Id
                """,
                0,
                Math.Max(1, most - rounds.Sum(one => one.Count)),
                reader =>
                {
                    if (count++ == 0)
                        (oldest, since) = (reader.GetGuid(0), DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc));
                },
                new { round.Id, Me = person.Id }
            );
            if (count > 0)
                rounds.Add(new(oldest, since, round.ClosesAt, round.DecisionExpectedOn, count));
        }
        return rounds;
    }

    private sealed record AssessedRound
    {
        public required Guid Id { get; init; }
        public required DateTime ClosesAt { get; init; }
        public required DateOnly DecisionExpectedOn { get; init; }
    }

    private sealed record QuarterlyReturn(string Year, Guid Area, ReturnPeriod Period, DateOnly Due);

    /// <summary>Those that were sent back first; then by due date, those last that wait for a colleague to certify them.</summary>
    private static async Task<IReadOnlyList<QuarterlyReturn>> QuarterlyReturnsAsync(Work work, Actor person)
    {
        var areas = await work.QueryAsync<AreaYear>(
            """
            select   y.BudgetYear, y.FebruaryReturn, m.AreaId
            from     LedgerYear y
            join     PersonCspArea m on m.PersonId = @Id
            join     LedgerAccount a on a.BudgetYear = y.BudgetYear and a.Kind = 'Area' and a.AreaId = m.AreaId
            where    y.LockedAt is null
            """,
            new { person.Id }
        );
        var returns = (
            await work.QueryAsync<AreaReturn>(
                """
                select r.BudgetYear, r.AreaId, r.Period, r.Status, r.PutRightBy, case when r.Actual is not null and r.PreparedBy = @Id then 1 else 0 end as WaitsForColleague
                from   PersonCspArea m
                join   CspReturn r on r.AreaId = m.AreaId
                where  m.PersonId = @Id
                """,
                new { person.Id }
            )
        ).ToDictionary(row => (row.BudgetYear, row.AreaId, row.Period));
        var today = LondonTime.DateOf(work.Now);
        return (
            from area in areas
            let year = FinancialYear.Parse(area.BudgetYear)!.Value
            from period in ReturnRules.Periods(area.FebruaryReturn)
            where ReturnRules.EndsOn(year, period) < today
            let sent = returns.GetValueOrDefault((area.BudgetYear, area.AreaId, period))
            where sent?.Status is not (CspReturnStatus.Certified or CspReturnStatus.Accepted)
            let due = sent?.PutRightBy ?? ReturnRules.DueOn(year, period)
            orderby sent?.Status != CspReturnStatus.Queried, sent?.WaitsForColleague == true, due, period
            select new QuarterlyReturn(area.BudgetYear, area.AreaId, period, due)
        ).ToList();
    }

    private sealed record AreaYear
    {
        public required string BudgetYear { get; init; }
        public required bool FebruaryReturn { get; init; }
        public required Guid AreaId { get; init; }
    }

    private sealed record AreaReturn
    {
        public required string BudgetYear { get; init; }
        public required Guid AreaId { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required CspReturnStatus Status { get; init; }
        public DateOnly? PutRightBy { get; init; }
        public required bool WaitsForColleague { get; init; }
    }
}
