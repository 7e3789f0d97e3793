using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>An officer says why a doubtful file is right. It comes into use when a second person agrees.</summary>
public sealed class InsistOnExtract(Db db)
{
    public Task<Result> RunAsync(Actor actor, int import, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.RegisterInsisted,
            Guid.CreateVersion7(),
            async work =>
            {
                var extract = await ImportRegister.OneAsync(work, import);
                if (extract.State != "Doubted")
                    return new Refusal("This file does not wait for a reason any more");
                if (extract.InsistedByName is { } first)
                    return new Refusal($"{first} said already why this file is right");
                if (ExtractRules.WhyCannotInsist(reason, nameof(reason)) is { } thin)
                    return thin;
                await work.ExecuteOneAsync(
                    "update RegisterImport set InsistedBy = @By, InsistedAt = @Now, InsistReason = @Reason where Id = @import and State = 'Doubted' and InsistedBy is null",
                    new
                    {
                        import,
                        By = actor.Id,
                        work.Now,
                        Reason = reason!.Trim(),
                    }
                );
                work.Note(
                    $"{ExtractRules.NameOf(extract.Kind)} of {LondonTime.Date(extract.ExtractDate)}, {extract.FileName}: {reason.Trim()}"
                );
                return Result.Done;
            }
        );
}
