using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class LettersModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public IReadOnlyList<ApplicationDecision.SentLetter> Letters { get; private set; } = [];

    public Task OnGetAsync() =>
        db.ReadAsync<object?>(async work =>
        {
            if (await RecordPlace.OfAsync(work, RecordKind.Application, Id) is null)
                throw new NotFoundException("No such application");
            Letters = await ApplicationDecision.LettersAsync(work, Id);
            return null;
        });
}
