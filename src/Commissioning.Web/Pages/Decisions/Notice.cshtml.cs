using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class NoticeModel(DecisionNotice notice, IPdfWriter pdf) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Number { get; set; } = "";
    public LetterDocument Notice { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping, [FromQuery(Name = "pdf")] bool asPdf = false)
    {
        Notice = await notice.GetAsync(Id, Number);
        return asPdf
            ? this.Attachment(
                new(Id, $"{Number.Replace('/', '-')}.pdf", "application/pdf", await pdf.WriteAsync(Notice, cancellation: stopping))
            )
            : Page();
    }
}
