using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Drops a doubtful file, and the one in use stays. Anyone may, also who read it.</summary>
public sealed class DropExtract(Db db)
{
    public Task<Result> RunAsync(Actor actor, int import) =>
        db.ChangeAsync(
            actor,
            AuditAction.RegisterDropped,
            Guid.CreateVersion7(),
            async work =>
            {
                var extract = await ImportRegister.OneAsync(work, import);
                if (AgreeToExtract.WhyOver(extract) is { } over)
                    return over;
                await work.ExecuteOneAsync(
                    "update RegisterImport set State = 'Refused', Kept = 0, Faults = @Faults where Id = @import and State = 'Doubted'",
                    new
                    {
                        import,
                        Faults = System.Text.Json.JsonSerializer.Serialize(new[] { extract.Doubt, $"{actor.Name} did not use it" }),
                    }
                );
                work.Note($"{ExtractRules.NameOf(extract.Kind)} of {LondonTime.Date(extract.ExtractDate)}, {extract.FileName}");
                return Result.Done;
            }
        );
}
