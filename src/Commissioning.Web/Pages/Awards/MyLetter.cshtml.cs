using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The decision in short, with what to do now; the letter itself stands below it.</summary>
[Requires(Permission.Apply)]
public sealed class MyLetterModel(LetterReader letters, LetterFeedback feedback, AcceptAward acceptAward, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public Office Office => office;
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    /// <summary>Null unless the letter offers a grant.</summary>
    public AcceptAward.OfferToAccept? Offer { get; private set; }

    /// <summary>Null unless the letter refuses one.</summary>
    public LetterFeedback.Feedback? Feedback { get; private set; }

    public string WhenPaid => Offer!.WhenPaid;

    public string AmountKey =>
        Offer!.Award switch
        {
            { AcceptedAt: not null } => "Grant",
            { EndedAt: not null } => "We offered",
            _ => "We offer",
        };

    public async Task OnGetAsync()
    {
        Letter = await letters.GetMineAsync(User.Actor(), Id);
        if (Letter.Kind.IsOffer())
            Offer = await acceptAward.GetAsync(User.Actor(), Id);
        else
            Feedback = await feedback.GetMineAsync(User.Actor(), Id);
    }

    public static string Digits(string phone) => string.Concat(phone.Where(character => char.IsAsciiDigit(character) || character == '+'));
}
