using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>Adds a file that explains a round. After publication applicants read the day on which it was added.</summary>
public sealed class AddGuidanceFile(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid round, string? name, Upload file)
    {
        // Checked before the bytes are written, and again with the row.
        if (WhyNot(await db.ReadAsync(work => RoundReader.GetAsync(work, round)), name) is { Count: > 0 } early)
            return Result.Of(early);
        var stored = await files.WriteAsync(actor, file, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.GuidanceFileAdded,
            round,
            async work =>
            {
                if (WhyNot(await RoundReader.GetAsync(work, round), name) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteAsync(FileStore.InsertSql, stored);
                await work.ExecuteAsync(
                    "insert into GuidanceFile (Id, RoundId, Name, FileId, AddedAt) values (@Id, @round, @Name, @FileId, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Name = name!.Trim(),
                        FileId = stored.Id,
                        work.Now,
                    }
                );
                work.Note($"{name.Trim()}: {stored.Name}, {stored.ByteLength} bytes, SHA-256 {stored.Sha256}");
                return Result.Done;
            }
        );
    }

    private static IReadOnlyList<Refusal> WhyNot(Round round, string? name) =>
        [
            .. RoundRules.WhyWithdrawn(round) is { } withdrawn ? [withdrawn] : Array.Empty<Refusal>(),
            .. string.IsNullOrWhiteSpace(name)
                ? [new Refusal("Say what the file is, such as Tips for the budget", nameof(name))]
                : Array.Empty<Refusal>(),
            .. TextLimit.WhyTooLong([(name, 200, nameof(name))]),
        ];
}
