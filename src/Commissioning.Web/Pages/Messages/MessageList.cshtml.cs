using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Messages;

/// <summary>Everything that is sent: a fund's letters and messages, or the messages that have one text for the whole office.</summary>
[Requires(Permission.ViewAwards)]
public sealed class MessageListModel(Db db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Fund { get; set; }
    public string? FundName { get; private set; }
    public IReadOnlyList<FundLetterQueries.State> Letters { get; private set; } = [];
    public IReadOnlyList<MessageQueries.State> Messages { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if (Fund is { } fund)
            (FundName, Letters) = (
                (await db.ReadAsync(work => FundQueries.GetAsync(work, fund))).Fund.Name,
                await db.ReadAsync(work => FundLetterQueries.ListAsync(work, fund))
            );
        Messages = await db.ReadAsync(work => MessageQueries.ListAsync(work, Fund));
    }
}
