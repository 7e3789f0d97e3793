using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The second person agrees that a doubtful file is right (far fewer entries than the one in use, or a sanctions list with lines
/// that cannot be read), and it comes into use.</summary>
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

    internal static Refusal? WhyOver(ImportRegister.Import extract) =>
        extract.State == "Doubted" ? null
        : extract.AgreedByName is { } agreed ? new($"{agreed} agreed already, and the file is in use")
        : new("This file was dropped or replaced");
}
