using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Freezes what is held about one person, for a subject access request. Others' names are left out by rule, or proposed.</summary>
public sealed class DraftPersonAnswer(Db db, Office office)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, string? name, string? email)
    {
        List<Refusal> refusals = [];
        var typed = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var address = EmailAddress.Parse(email ?? "");
        if (FoiRules.WhyNotWholeName(typed) is { } part)
            refusals.Add(part);
        if (address is null)
            refusals.Add(new("Enter the person's e-mail address, such as name@example.org", "PersonEmail"));
        if (refusals.Count > 0)
            return refusals;
        var found = await db.ReadOneMomentAsync(async work =>
            DraftAnswer.FindIn(office, await PersonFile.OfAsync(work, office, typed, address!), address)
        );
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.PersonAnswerDrafted,
            id,
            async work => Result.Made(await DraftAnswer.WriteAsync(work, actor, found, null, typed, address, id))
        );
    }
}
