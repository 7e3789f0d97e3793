using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What the acts on a condition before payment read of it (R19, R69).</summary>
internal static class AwardConditionQueries
{
    public sealed record ConditionRow
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required string Name { get; init; }
        public required ConditionState State { get; init; }
        public Guid? FileId { get; init; }
        public Guid? GivenBy { get; init; }
        public required int Version { get; init; }
    }

    public static Task<ConditionRow> FindAsync(Work work, Guid award, Guid requirement) =>
        work.FindAsync<ConditionRow>(
            "select Id, AwardId, Name, State, FileId, GivenBy, Version from AwardCondition where Id = @requirement and AwardId = @award",
            new { award, requirement }
        );
}
