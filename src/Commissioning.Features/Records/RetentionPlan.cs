using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>How long each type of record is kept (the portal's default, or the office's own period), and which records are due for
/// erasure.</summary>
public sealed class RetentionPlan(Db db, TimeProvider clock)
{
    /// <param name="SetBy">Who set the period; null: it is the portal's default, not OPCC policy.</param>
    public sealed record RetentionLine(RetentionRule Rule, int Months, string? SetBy, string? Reason);

    /// <param name="Name">A reference or name by which staff know it.</param>
    /// <param name="WhyHeld">What the legal holds on it are about; null: there is none.</param>
    public sealed record DueRecord(string Key, string Name, DateOnly From, string? WhyHeld)
    {
        public bool OnLegalHold => WhyHeld is not null;
    }

    public Task<IReadOnlyList<RetentionLine>> GetAsync() => db.ReadAsync(LinesAsync);

    public async Task<Result> SetAsync(Actor actor, RecordType type, int? months, string? reason) =>
        RetentionRules.WhyCannotSet(months, reason) is { } refusal
            ? refusal
            : await db.ChangeAsync(
                actor,
                AuditAction.RetentionSet,
                Guid.Empty,
                async work =>
                {
                    var before = (await LinesAsync(work)).First(line => line.Rule.Type == type);
                    var row = new
                    {
                        type,
                        months,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    };
                    if (
                        await work.ExecuteAsync(
                            "update RetentionPeriod set Months = @months, Reason = @Reason, SetBy = @By, SetAt = @Now where RecordType = @type",
                            row
                        ) == 0
                    )
                        await work.ExecuteAsync(
                            "insert into RetentionPeriod (RecordType, Months, Reason, SetBy, SetAt) values (@type, @months, @Reason, @By, @Now)",
                            row
                        );
                    var change = new Changes().Add(
                        before.Rule.Name,
                        RetentionRules.Words(before.Months),
                        RetentionRules.Words(months!.Value)
                    );
                    work.Note($"{change}. {row.Reason}");
                    return Result.Done;
                }
            );

    /// <summary>Oldest first, including those under legal hold.</summary>
    public Task<IReadOnlyList<DueRecord>> DueAsync(RecordType type) => db.ReadAsync(work => DueAsync(work, type, clock.Today()));

    /// <param name="key">One record only; null: all.</param>
    internal static async Task<IReadOnlyList<DueRecord>> DueAsync(Work work, RecordType type, DateOnly today, string? key = null)
    {
        var months = (await LinesAsync(work)).First(line => line.Rule.Type == type).Months;
        var rows = await work.QueryAsync<RetentionPeriodRow>(
            RetainedRecords.DueSql(type, key is not null),
            new { key, Before = LondonTime.ToUtc(RetentionRules.NoneDueAfter(today, months), TimeOnly.MinValue) }
        );
        if (rows.Count == 0)
            return [];
        var holds = await LegalHoldQueries.EachAsync(work);
        return rows.GroupBy(row => row.RecordKey)
            .Select(group => new DueRecord(
                group.Key,
                group.First().Words,
                LondonTime.DateOf(group.First().Started),
                WhyHeld(type, holds, group)
            ))
            .Where(due => RetentionRules.IsDue(due.From, months, today))
            .OrderBy(due => due.From)
            .ThenBy(due => due.Name, StringComparer.Ordinal)
            .ToList();
    }

    // The subject of a concern is encrypted, so while any legal hold is active no concern is erased.
    private static string? WhyHeld(
        RecordType type,
        IReadOnlyList<(string Words, RecordsOnLegalHold Records)> holds,
        IEnumerable<RetentionPeriodRow> rows
    )
    {
        if (type == RecordType.Concern)
            return holds.Any(hold => hold.Records.Any) ? "no concern is erased while there is any legal hold" : null;
        var words = holds
            .Where(hold => rows.Any(row => hold.Records.Hold(row.ApplicationId, row.OrganisationId, row.RoundId)))
            .Select(hold => hold.Words)
            .ToList();
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    private static async Task<IReadOnlyList<RetentionLine>> LinesAsync(Work work)
    {
        var set = (
            await work.QueryAsync<SetRow>(
                "select r.RecordType, r.Months, r.Reason, p.DisplayName as SetBy from RetentionPeriod r left join Person p on p.Id = r.SetBy"
            )
        ).ToDictionary(row => row.RecordType);
        return RetentionRules
            .All.Select(rule =>
                set.TryGetValue(rule.Type, out var row)
                    ? new RetentionLine(rule, row.Months, row.SetBy ?? "Someone", row.Reason)
                    : new RetentionLine(rule, rule.Months, null, null)
            )
            .ToList();
    }

    private sealed record SetRow
    {
        public required RecordType RecordType { get; init; }
        public required int Months { get; init; }
        public required string Reason { get; init; }
        public string? SetBy { get; init; }
    }

    private sealed record RetentionPeriodRow
    {
        public required string RecordKey { get; init; }
        public required string Name { get; init; }
        public required DateTime Started { get; init; }
        public Guid? OrganisationId { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? ApplicationId { get; init; }
        public string? Organisation { get; init; }

        /// <summary>Who approves that it is erased must know it, and few know an application by its reference alone.</summary>
        public string Words =>
            Organisation is null || Name.Contains(Organisation, StringComparison.Ordinal) ? Name : $"{Name}, {Organisation}";
    }
}
