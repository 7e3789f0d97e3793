using Commissioning.Domain;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Proposals to erase: those that wait, those being erased, and what became of the last ones.</summary>
public sealed class ErasureProposals(Db db, RetentionOptions options)
{
    /// <summary>Records on one page of a list.</summary>
    public const int PageSize = 200;
    private const int MostDecided = 30;

    public sealed record Proposal
    {
        public required Guid Id { get; init; }
        public required RecordType RecordType { get; init; }
        public required ProposalState State { get; init; }
        public required DateTime MadeAt { get; init; }
        public required DateOnly OldestOn { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public DateOnly? PutOffUntil { get; init; }
        public string? Reason { get; init; }
        public string? Folder { get; init; }
        public DateTime? FinishedAt { get; init; }
        public string? ExportSha256 { get; init; }
        public required int Waiting { get; init; }
        public required int Erased { get; init; }
        public required int OnHold { get; init; }
        public required int NotDue { get; init; }
        public required int Failed { get; init; }
        public RetentionRule Rule => RetentionRules.Of(RecordType);
        public int Listed => Waiting + Erased + OnHold + NotDue + Failed;
    }

    /// <param name="Name">As staff know the record; null: it is not due any more, or was erased.</param>
    /// <param name="WhyHeld">The legal holds on it; null: none.</param>
    /// <param name="Reason">Why it could not be erased; null: no fault.</param>
    public sealed record ListedRecord(string? Name, DateOnly? From, string? WhyHeld, string? Reason);

    /// <param name="ToErase">Records that would be erased if it was approved now.</param>
    /// <param name="Records">One page of those that are not erased: the ones to erase first, then the ones under legal hold.</param>
    public sealed record ProposalPage(
        Proposal Proposal,
        int ToErase,
        IReadOnlyList<ListedRecord> Records,
        int Page,
        int Pages,
        bool HasFolder
    );

    /// <summary>Those that are open first, then the newest.</summary>
    public Task<IReadOnlyList<Proposal>> ListAsync() =>
        db.ReadAsync<IReadOnlyList<Proposal>>(async work =>
            [
                .. await work.QueryAsync<Proposal>(
                    $"{ProposalSql}\nwhere r.State in ('Proposed', 'Approved')\norder by r.MadeAt, r.RecordType, r.Id"
                ),
                .. (
                    await work.QueryAsync<Proposal>(
                        $"{ProposalSql}\nwhere r.State in ('PutOff', 'Finished') and r.MadeAt >= @Since\norder by r.MadeAt desc, r.RecordType, r.Id",
                        new { Since = work.Now.AddYears(-1) }
                    )
                ).Take(MostDecided),
            ]
        );

    /// <exception cref="NotFoundException">There is no such proposal.</exception>
    public Task<ProposalPage> GetAsync(Guid id, int page) =>
        db.ReadAsync(async work =>
        {
            var proposal = await work.FindAsync<Proposal>($"{ProposalSql}\nwhere r.Id = @id", new { id });
            var rows = (
                await work.QueryAsync<ListedRow>(
                    "select RecordKey, State, Reason from RetentionProposalRecord where ProposalId = @id and State <> 'Erased'",
                    new { id }
                )
            ).ToDictionary(row => row.RecordKey);
            var due = (await RetentionPlan.DueAsync(work, proposal.RecordType, LondonTime.DateOf(work.Now)))
                .Where(record => rows.ContainsKey(record.Key))
                .OrderBy(record => record.OnLegalHold)
                .ToList();
            var pages = Math.Max(1, (due.Count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new ProposalPage(
                proposal,
                due.Count(record => !record.OnLegalHold && rows[record.Key].State == ProposedRecordState.Waiting),
                due.Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .Select(record => new ListedRecord(record.Name, record.From, record.WhyHeld, rows[record.Key].Reason))
                    .ToList(),
                page,
                pages,
                options.ExportFolder is not null
            );
        });

    internal static Task<RecordCounts> CountsAsync(Work work, Guid proposal) =>
        work.FindAsync<RecordCounts>($"select {CountsSql}\nfrom RetentionProposal r where r.Id = @proposal", new { proposal });

    private const string CountsSql = """
        (select count(*) from RetentionProposalRecord x where x.ProposalId = r.Id and x.State = 'Waiting') as Waiting,
               (select count(*) from RetentionProposalRecord x where x.ProposalId = r.Id and x.State = 'Erased') as Erased,
               (select count(*) from RetentionProposalRecord x where x.ProposalId = r.Id and x.State = 'OnHold') as OnHold,
               (select count(*) from RetentionProposalRecord x where x.ProposalId = r.Id and x.State = 'NotDue') as NotDue,
               (select count(*) from RetentionProposalRecord x where x.ProposalId = r.Id and x.State = 'Failed') as Failed
        """;

    private const string ProposalSql = $"""
        select r.Id, r.RecordType, r.State, r.MadeAt, r.OldestOn, p.DisplayName as DecidedBy, r.DecidedAt, r.PutOffUntil, r.Reason, r.Folder, r.FinishedAt, r.ExportSha256,
               {CountsSql}
        from   RetentionProposal r
        left join Person p on p.Id = r.DecidedBy
        """;

    internal sealed record RecordCounts
    {
        public required int Waiting { get; init; }
        public required int Erased { get; init; }
        public required int OnHold { get; init; }
        public required int NotDue { get; init; }
        public required int Failed { get; init; }
    }

    private sealed record ListedRow
    {
        public required string RecordKey { get; init; }
        public required ProposedRecordState State { get; init; }
        public string? Reason { get; init; }
    }
}
