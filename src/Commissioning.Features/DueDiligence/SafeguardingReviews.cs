using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The evidence of an applicant's safeguarding, in proportion to whom its project reaches.</summary>
public sealed class SafeguardingReviews(Db db)
{
    public sealed record SafeguardingRow
    {
        public required SafeguardingReach Reach { get; init; }
        public required string ItemsJson { get; init; }
        public required string SavedBy { get; init; }
        public required DateTime SavedAt { get; init; }
        public required int Version { get; init; }
    }

    /// <param name="Policies">The organisation's policies by its own account: name and next review.</param>
    public sealed record SafeguardingReview(
        ApplicationChecks.CheckedApplication Application,
        SafeguardingRow? Row,
        IReadOnlyList<SafeguardingEvidence> Items,
        IReadOnlyList<SafeguardingPoint> Points,
        IReadOnlyList<string> Gaps,
        IReadOnlyList<string> Policies,
        DateOnly Today
    );

    public Task<SafeguardingReview> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    internal static async Task<SafeguardingReview> GetAsync(Work work, Guid application)
    {
        var submitted = await ApplicationChecks.ApplicationAsync(work, application);
        var row = await work.FindOrDefaultAsync<SafeguardingRow>(
            "select s.Reach, s.ItemsJson, p.DisplayName as SavedBy, s.SavedAt, s.Version from Safeguarding s join Person p on p.Id = s.SavedBy where s.ApplicationId = @application",
            new { application }
        );
        var items = row is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<SafeguardingEvidence>>(row.ItemsJson)!;
        var policies = AnswerRules.Rows(
            (await OrganisationProfiles.AnswersAsync(work, submitted.OrganisationId)).GetValueOrDefault("policies")
        );
        var points = await OfficeSettings.OfAsync(work, OfficeSettings.Safeguarding);
        var today = ApplicationChecks.Today(work);
        return new(
            submitted,
            row,
            items,
            points.Where(point => !point.IsClosed).ToList(),
            SafeguardingRules.Gaps(row?.Reach, items, await NeededAsync(work, application, points, today), today),
            policies
                .Where(cells => cells.Count > 0 && cells[0].Length > 0)
                .Select(cells => string.Join(", next review date ", cells.Where(cell => cell.Length > 0)))
                .ToList(),
            today
        );
    }

    public Task<Result> SaveAsync(
        Actor actor,
        Guid application,
        int version,
        SafeguardingReach? reach,
        IReadOnlyList<SafeguardingEvidence> items
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.SafeguardingSaved,
            application,
            async work =>
            {
                if (reach is not { } reached || !Enum.IsDefined(reached))
                    return new Refusal("Choose who the project reaches", nameof(reach));
                var points = await OfficeSettings.OfAsync(work, OfficeSettings.Safeguarding);
                if (items.Any(item => points.All(point => point.Code != item.Item)))
                    return new Refusal("The office changed what is looked for while you had this open. Check it below, and save again.");
                string Name(string code) => points.FirstOrDefault(point => point.Code == code)?.Name ?? code;
                if (items.FirstOrDefault(item => item.Note.Length > 300) is { } large)
                    return new Refusal(
                        $"Shorten the note on \"{Name(large.Item)}\" to 300 characters",
                        Refusal.At(nameof(items), items.ToList().IndexOf(large), nameof(SafeguardingEvidence.Note))
                    );
                var row = new
                {
                    application,
                    version,
                    reached,
                    ItemsJson = JsonSerializer.Serialize(items),
                    By = actor.Id,
                    work.Now,
                };
                var before = await GetAsync(work, application);
                if (version == 0)
                    await work.ExecuteOneAsync(
                        "insert into Safeguarding (ApplicationId, Reach, ItemsJson, SavedBy, SavedAt, Version) select @application, @reached, @ItemsJson, @By, @Now, 1 where not exists (select 1 from Safeguarding s where s.ApplicationId = @application)",
                        row
                    );
                else
                    await work.ExecuteOneAsync(
                        "update Safeguarding set Reach = @reached, ItemsJson = @ItemsJson, SavedBy = @By, SavedAt = @Now, Version = Version + 1 where ApplicationId = @application and Version = @version",
                        row
                    );
                var today = ApplicationChecks.Today(work);
                var gaps = SafeguardingRules.Gaps(reached, items, await NeededAsync(work, application, points, today), today);
                (string, string) Said(SafeguardingEvidence item) => (Name(item.Item), InWords(item));
                work.Note(
                    new Changes(isNew: before.Row is null)
                        .Add(
                            "Whom the project reaches",
                            before.Row is { } old ? SafeguardingRules.Name(old.Reach) : null,
                            SafeguardingRules.Name(reached)
                        )
                        .AddEach("Item", before.Row is null ? [] : before.Items.Select(Said), items.Select(Said))
                        .ToString()
                );
                work.Note(gaps.Count == 0 ? "No gaps" : $"Gaps: {string.Join(", ", gaps)}");
                return Result.Done;
            }
        );

    /// <summary>Those of the points that count for this application: after its check passed, only those that held then.</summary>
    private static async Task<IReadOnlyList<SafeguardingPoint>> NeededAsync(
        Work work,
        Guid application,
        IReadOnlyList<SafeguardingPoint> points,
        DateOnly today
    ) =>
        await work.ScalarAsync<DateTime?>(
            "select max(RecordedAt) from DueDiligenceCheck where ApplicationId = @application and Kind = 'Safeguarding' and Status in ('Pass', 'Condition') and (ExpiresOn is null or ExpiresOn >= @today)",
            new { application, today }
        )
            is { } passed
            ? SafeguardingRules.AfterPass(points, await OfficeSettings.AtAsync(work, OfficeSettings.Safeguarding, passed))
            : points;

    private static string InWords(SafeguardingEvidence item) =>
        $"{(item.Seen is { } seen ? seen ? "seen" : "not there" : "not looked at")}{(item.Until is { } until ? $", until {LondonTime.Date(until)}" : "")}{(item.Note.Length > 0 ? $", {item.Note}" : "")}";
}
