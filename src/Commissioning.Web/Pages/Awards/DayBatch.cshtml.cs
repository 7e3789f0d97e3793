using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class DayBatchModel(Db db, LetterBatches batches, MakeLettersAgain make, ReleaseLetters release) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public bool MayChange => User.Can(Permission.SendLetters);
    public LetterBatches.LetterBatch Batch { get; private set; } = null!;
    public ListView List { get; private set; } = null!;

    /// <summary>Offers whose dates pass before they can be accepted, by round.</summary>
    public IReadOnlyList<IGrouping<(Guid Round, string Name), HeldOffers.HeldOffer>> Held { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Batch = await batches.GetAsync(Id);
        var list = LetterList.OfBatch(Id, $"Letters started {LondonTime.DateAndTime(Batch.StartedAt)}");
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, list) is { } file)
            return file;
        List = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        if (Batch.ReleasedAt is null)
            Held = (await db.ReadAsync(work => HeldOffers.OfBatchAsync(work, Id)))
                .GroupBy(offer => (offer.Round, offer.RoundName))
                .ToList();
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (!MayChange)
            return Forbid();
        await OnGetAsync();
        var outcome = await make.RunAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Awards.DayBatch(Id), "The letters are being made again");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await OnGetAsync();
        var outcome = await release.RunBatchAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Awards.DayBatch(Id), SendingInWords.OnTheirWay);
    }
}
