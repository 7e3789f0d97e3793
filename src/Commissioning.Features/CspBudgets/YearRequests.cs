using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Sign-offs and reopenings of years, which one person asks for and another agrees to.</summary>
public static class YearRequests
{
    public sealed record YearRequest
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required YearRequestKind Kind { get; init; }
        public required string Reason { get; init; }

        /// <summary>Why it is signed off although the checklist is not complete.</summary>
        public string? Exceptions { get; init; }
        public required int LastNumber { get; init; }
        public required YearRequestStatus Status { get; init; }
        public required Guid AskedBy { get; init; }
        public required string AskedByName { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }

        public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;
        public string Title => $"{(Kind == YearRequestKind.SignOff ? "Sign off" : "Reopen")} {BudgetYear}";
    }

    public static Task<IReadOnlyList<YearRequest>> ListAsync(Work work, FinancialYear year) =>
        work.QueryAsync<YearRequest>(
            Sql + " where r.BudgetYear = @BudgetYear order by r.AskedAt desc, r.Id desc",
            new { BudgetYear = year.ToString() }
        );

    public static Task<YearRequest> FindAsync(Work work, Guid id) => work.FindAsync<YearRequest>(Sql + " where r.Id = @id", new { id });

    /// <summary>Why returns of an area are missing.</summary>
    public sealed record Explanation
    {
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required string Text { get; init; }
    }

    public static Task<IReadOnlyList<Explanation>> ExplanationsAsync(Work work, Guid id) =>
        work.QueryAsync<Explanation>(
            "select e.AreaId, a.Name as Area, e.Text from YearExplanation e join CspArea a on a.Id = e.AreaId where e.RequestId = @id order by a.Position, a.Name",
            new { id }
        );

    internal static async Task AddAsync(
        Work work,
        Actor actor,
        Guid id,
        FinancialYear year,
        YearRequestKind kind,
        string reason,
        string? exceptions
    ) =>
        await work.ExecuteAsync(
            "insert into LedgerYearRequest (Id, BudgetYear, Kind, Reason, Exceptions, LastNumber, Status, AskedBy, AskedAt) values (@id, @BudgetYear, @kind, @Reason, @Exceptions, @LastNumber, 'Waiting', @By, @Now)",
            new
            {
                id,
                BudgetYear = year.ToString(),
                kind,
                Reason = reason.Trim(),
                Exceptions = string.IsNullOrWhiteSpace(exceptions) ? null : exceptions.Trim(),
                (await Posting.YearAsync(work, year)).LastNumber,
                By = actor.Id,
                work.Now,
            }
        );

    internal static Task SetAsync(Work work, Actor actor, Guid id, YearRequestStatus status, string? note) =>
        work.ExecuteOneAsync(
            "update LedgerYearRequest set Status = @status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note where Id = @id and Status = 'Waiting'",
            new
            {
                id,
                status,
                By = actor.Id,
                work.Now,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            }
        );

    /// <summary>Null when nothing else waits for the year.</summary>
    internal static async Task<Refusal?> WhyWaitingAsync(Work work, FinancialYear year) =>
        (await ListAsync(work, year)).FirstOrDefault(request => request.Status == YearRequestStatus.Waiting) is { } other
            ? new($"{other.AskedByName} asked for this at {LondonTime.DateAndTime(other.AskedAt)}, and it waits for someone else")
            : null;

    private const string Sql = """
        select    r.Id, r.BudgetYear, r.Kind, r.Reason, r.Exceptions, r.LastNumber, r.Status, r.AskedBy, b.DisplayName as AskedByName, r.AskedAt, d.DisplayName as DecidedByName, r.DecidedAt, r.DecidedNote
        from      LedgerYearRequest r
        join      Person b on b.Id = r.AskedBy
        left join Person d on d.Id = r.DecidedBy
        """;
}
