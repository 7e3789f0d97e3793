using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Puts each month that is over into the publishers' list, and tells them once when its file is late. Months begin with the first
/// grant that was accepted, or the first extract of spending; one without grants needs a file too, which says that there were
/// none.</summary>
public sealed class RemindOfReleases(Db db, Office office, TimeProvider clock)
{
    /// <returns>How many months the publishers were told about.</returns>
    public async Task<int> RunAsync()
    {
        var today = clock.Today();
        foreach (var kind in Enum.GetValues<ReleaseKind>())
        foreach (var month in await db.ReadAsync(work => NewMonthsAsync(work, kind, today)))
            await OpenAsync(kind, month);
        return await db.ScalarAsync<int>($"select count(*) from ReleaseMonth x where {LateSql}", new { today }) > 0
            ? await TellAsync(today)
            : 0;
    }

    private static async Task<IReadOnlyList<DateOnly>> NewMonthsAsync(Work work, ReleaseKind kind, DateOnly today)
    {
        if (await FirstAsync(work, kind) is not { } first)
            return [];
        var known = (await work.QueryAsync<DateOnly>("select Month from ReleaseMonth where Kind = @kind", new { kind })).ToHashSet();
        var months = new List<DateOnly>();
        for (var month = first; ReleaseRules.IsOver(month, today); month = month.AddMonths(1))
            if (!known.Contains(month))
                months.Add(month);
        return months;
    }

    private static async Task<DateOnly?> FirstAsync(Work work, ReleaseKind kind) =>
        kind == ReleaseKind.Spending ? await work.ScalarAsync<DateOnly?>("select min(Month) from SpendingLoad")
        : await work.ScalarAsync<DateTime?>("select min(w.AcceptedAt) from Award w where w.AcceptedAt is not null") is { } accepted
            ? ReleaseRules.MonthOf(accepted)
        : null;

    private Task OpenAsync(ReleaseKind kind, DateOnly month)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            Actor.Portal,
            AuditAction.ReleaseMonthOpened,
            id,
            async work =>
            {
                var dueOn = ReleaseRules.DueOn(month, office.ReleaseDays);
                var opened = await work.ExecuteAsync(
                    "insert into ReleaseMonth (Id, Kind, Month, DueOn) select @id, @kind, @month, @dueOn where not exists (select 1 from ReleaseMonth where Kind = @kind and Month = @month)",
                    new
                    {
                        id,
                        kind,
                        month,
                        dueOn,
                    }
                );
                if (opened == 0)
                    return new Refusal("Another node was first");
                work.Note(
                    $"The file of {kind.ToString().ToLowerInvariant()} of {LondonTime.Month(month)} is due by {LondonTime.Date(dueOn)}"
                );
                return Result.Done;
            }
        );
    }

    private async Task<int> TellAsync(DateOnly today)
    {
        var told = 0;
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.ReleaseReminded,
            Subject,
            async work =>
            {
                var late = await work.QueryAsync<LateRow>(
                    $"select x.Id, x.Kind, x.Month from ReleaseMonth x where {LateSql} order by x.Month, x.Kind",
                    new { today }
                );
                if (late.Count == 0)
                    return new Refusal("Another node was first");
                await work.ExecuteAsync(
                    "update ReleaseMonth set RemindedAt = @Now where Id = @Id",
                    late.Select(one => new { one.Id, work.Now })
                );
                var months = string.Join(
                    ", ",
                    late.Select(one => $"{LondonTime.Month(one.Month)} ({one.Kind.ToString().ToLowerInvariant()})")
                );
                var people = await work.QueryAsync<PersonRow>(
                    "select p.DisplayName, p.Email from PersonRole r join Person p on p.Id = r.PersonId where r.Role = 'Publisher' order by p.Email"
                );
                foreach (var person in people)
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.ReleaseLate,
                        null,
                        new(person.DisplayName, person.Email),
                        Subject,
                        new Dictionary<string, string> { ["months"] = months },
                        Links.Publishing.Releases
                    );
                work.Note($"{months}: {people.Count} people");
                told = late.Count;
                return Result.Done;
            }
        );
        return told;
    }

    private static readonly Guid Subject = new("5af7e7a0-0000-4000-8000-000000000002");

    /// <summary>No version of the month x is released.</summary>
    internal const string NotReleasedSql =
        "not exists (select 1 from Release y where y.Kind = x.Kind and y.Month = x.Month and y.ReleasedAt is not null)";
    private const string LateSql = $"x.DueOn < @today and x.RemindedAt is null and {NotReleasedSql}";

    private sealed record LateRow
    {
        public required Guid Id { get; init; }
        public required ReleaseKind Kind { get; init; }
        public required DateOnly Month { get; init; }
    }

    private sealed record PersonRow
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
