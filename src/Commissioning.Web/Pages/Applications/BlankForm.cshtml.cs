using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[AllowAnonymous]
public sealed class BlankFormModel(Db db, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterDocument Paper { get; private set; } = null!;

    public async Task OnGetAsync() => Paper = await PaperAsync(User, db, office, Id);

    /// <summary>Not found for the public until the round is published.</summary>
    internal static async Task<LetterDocument> PaperAsync(ClaimsPrincipal user, Db db, Office office, Guid id)
    {
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, id));
        if (setup.Round.PublishedAt is null && !user.Can(Permission.ManageRounds))
            throw new NotFoundException("Not published");
        return BlankForm.Of(setup, await db.ReadAsync(work => EqualityMonitoring.QuestionsAsync(work, id)), office);
    }
}
