using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The second person agrees that a doubtful file is right (far fewer entries than the one in use, or a sanctions list with lines
/// that cannot be read), and it comes into use; or anyone drops it, and the one in use stays.</summary>
public sealed class AgreeToExtract(Db db)
{
    public Task<Result> RunAsync(Actor actor, int import) =>
        db.ChangeAsync(
            actor,
            AuditAction.RegisterAgreed,
            Guid.CreateVersion7(),
            async work =>
            {
                var extract = await ImportRegister.OneAsync(work, import);
                if (WhyOver(extract) is { } over)
                    return over;
                if (ExtractRules.WhyCannotAgree(extract.InsistedBy, actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("update RegisterImport set AgreedBy = @By where Id = @import", new { import, By = actor.Id });
                await ImportRegister.UseAsync(work, extract);
                work.Note($"{ExtractRules.NameOf(extract.Kind)} of {LondonTime.Date(extract.ExtractDate)}: {extract.Kept} entries in use");
                return Result.Done;
            }
        );

    public Task<Result> DropAsync(Actor actor, int import) =>
        db.ChangeAsync(
            actor,
            AuditAction.RegisterDropped,
            Guid.CreateVersion7(),
            async work =>
            {
                var extract = await ImportRegister.OneAsync(work, import);
                if (WhyOver(extract) is { } over)
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

    private static Refusal? WhyOver(ImportRegister.Import extract) =>
        extract.State == "Doubted" ? null
        : extract.AgreedByName is { } agreed ? new($"{agreed} agreed already, and the file is in use")
        : new("This file was dropped or replaced");
}
