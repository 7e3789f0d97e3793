using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>The trail of one record and of what belongs to it, newest first, for the people who work on it (R93).</summary>
public sealed class RecordHistory(Db db)
{
    public const int PageSize = 50;

    public sealed record HistoryPage(string Name, IReadOnlyList<AuditEntry> Entries, int Page, int Pages);

    public Task<HistoryPage> GetAsync(Actor viewer, IReadOnlySet<Permission> may, HistoryKind kind, Guid id, int page) =>
        db.ReadAsync(async work =>
        {
            if (!may.Contains(HistoryRules.RecordPermission(kind)))
                throw new NotFoundException("Not a record of this person");
            var record = await work.FindAsync<HistoryRecord>(RecordSql(kind), new { id });
            var actions = HistoryRules
                .Readable(may, await ScoresHiddenAsync(work, viewer, record))
                .Select(action => action.ToString())
                .ToList();
            var last = await work.ScalarAsync<int>(CountSql(kind), new { id, actions });
            var pages = Math.Max(1, (last + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var newest = last - (page - 1) * PageSize;
            var entries = await work.QueryAsync<AuditEntry>(
                EntriesSql(kind),
                new
                {
                    id,
                    actions,
                    newest,
                    oldest = newest - PageSize + 1,
                }
            );
            return new HistoryPage(record.Name, entries, page, pages);
        });

    /// <summary>The moderation pages' own rule, so that the trail tells an assessor no more than they do.</summary>
    private static async Task<bool> ScoresHiddenAsync(Work work, Actor viewer, HistoryRecord record)
    {
        if (record.RoundId is not { } round)
            return false;
        var details = await RoundReader.GetAsync(work, round);
        var own = await work.FindOrDefaultAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where ApplicationId = @ApplicationId and AssessorId = @Viewer",
            new { record.ApplicationId, Viewer = viewer.Id }
        );
        var open = own is null ? await RoundModeration.OpenSheetsAsync(work, round, viewer) : 0;
        return ModerationRules.WhyCannotSeeScores(own, open, work.Now > details.ScoringClosesAt) is not null;
    }

    private static string RecordSql(HistoryKind kind) =>
        kind switch
        {
            HistoryKind.Application =>
                "select a.Reference as Name, a.RoundId, a.Id as ApplicationId from Application a where a.Id = @id and a.Number is not null",
            HistoryKind.Award =>
                "select a.Reference as Name, a.RoundId, a.Id as ApplicationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @id",
            HistoryKind.Round => "select r.Name, r.Id as RoundId, null as ApplicationId from Round r where r.Id = @id",
            _ => "select o.Name, null as RoundId, null as ApplicationId from Organisation o where o.Id = @id",
        };

    private static string CountSql(HistoryKind kind) =>
        kind switch
        {
            HistoryKind.Application => $"select count(*) {OfSql} ({ApplicationSql})",
            HistoryKind.Award => $"select count(*) {OfSql} ({AwardSql})",
            HistoryKind.Round => $"select count(*) {OfSql} ({RoundSql})",
            _ => $"select count(*) {OfSql} {LinkedOrganisations.IdsSql("@id")}",
        };

    private static string EntriesSql(HistoryKind kind) =>
        kind switch
        {
            HistoryKind.Application => $"select {ColumnsSql} from (select {NumberedSql} {OfSql} ({ApplicationSql})) e {PageSql}",
            HistoryKind.Award => $"select {ColumnsSql} from (select {NumberedSql} {OfSql} ({AwardSql})) e {PageSql}",
            HistoryKind.Round => $"select {ColumnsSql} from (select {NumberedSql} {OfSql} ({RoundSql})) e {PageSql}",
            _ => $"select {ColumnsSql} from (select {NumberedSql} {OfSql} {LinkedOrganisations.IdsSql("@id")}) e {PageSql}",
        };

    private const string ColumnsSql = "e.Sequence, e.At, e.ActorId, e.ActorName, e.Action, e.SubjectId, e.Detail, e.PreviousHash, e.Hash";
    private const string NumberedSql = ColumnsSql + ", row_number() over (order by e.Sequence) as RowNumber";
    private const string OfSql = "from AuditEntry e where e.Action in @actions and e.SubjectId in";
    private const string PageSql = "where e.RowNumber between @oldest and @newest order by e.Sequence desc";
    private const string ApplicationSql = """
        select a.Id from Application a where a.Id = @id
        union all select c.Id from DueDiligenceCheck c where c.ApplicationId = @id
        union all select l.Id from Letter l where l.ApplicationId = @id
        """;
    private const string RoundSql = """
        select r.Id from Round r where r.Id = @id
        union all select b.Id from LetterBatch b where b.RoundId = @id
        """;
    private const string AwardSql = """
        select w.Id from Award w where w.Id = @id
        union all select w.ApplicationId from Award w where w.Id = @id
        union all select c.Id from DueDiligenceCheck c join Award w on w.ApplicationId = c.ApplicationId where w.Id = @id
        union all select l.Id from Letter l join Award w on w.ApplicationId = l.ApplicationId where w.Id = @id
        union all select h.Id from Variation h where h.AwardId = @id
        union all select m.Id from Claim m where m.AwardId = @id
        union all select y.Id from Payment y where y.AwardId = @id
        union all select i.Id from RecoveryInvoice i where i.AwardId = @id
        union all select t.Id from MonitoringReturn t where t.AwardId = @id
        """;

    private sealed record HistoryRecord
    {
        public required string Name { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? ApplicationId { get; init; }
    }
}
