using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>A proposal to erase, as its decision finds it.</summary>
internal static class ErasureDecisions
{
    internal static Task<ProposedErasureRow> FindAsync(Work work, Guid proposal) =>
        work.FindAsync<ProposedErasureRow>("select RecordType, State from RetentionProposal where Id = @proposal", new { proposal });

    internal sealed record ProposedErasureRow
    {
        public required RecordType RecordType { get; init; }
        public required ProposalState State { get; init; }
    }
}
