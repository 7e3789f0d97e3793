using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>Where the office says what a fund's letters show above and below their words.</summary>
[Requires(Permission.ViewAwards)]
public sealed class LetterheadModel(Db db, Office office, SaveLetterhead save) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public LetterheadForm Form { get; set; } = new();

    [BindProperty]
    public IFormFile? Logo { get; set; }

    [BindProperty]
    public bool WithoutLogo { get; set; }
    public bool MayChange => User.Can(Permission.ManageRounds);
    public FundQueries.Fund Fund { get; private set; } = null!;
    public Letterhead Head { get; private set; } = new();
    public LetterDocument Preview { get; private set; } = null!;

    public sealed class LetterheadForm
    {
        public string? WebAddress { get; set; }
        public string? SignatoryName { get; set; }
        public string? SignatoryTitle { get; set; }
        public string? ContactName { get; set; }
        public string? ContactTitle { get; set; }
        public string? ContactPhone { get; set; }

        public Letterhead Read() =>
            new()
            {
                WebAddress = OrNull(WebAddress),
                SignatoryName = OrNull(SignatoryName),
                SignatoryTitle = OrNull(SignatoryTitle),
                ContactName = OrNull(ContactName),
                ContactTitle = OrNull(ContactTitle),
                ContactPhone = OrNull(ContactPhone),
            };

        private static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new()
        {
            WebAddress = Head.WebAddress,
            SignatoryName = Head.SignatoryName,
            SignatoryTitle = Head.SignatoryTitle,
            ContactName = Head.ContactName,
            ContactTitle = Head.ContactTitle,
            ContactPhone = Head.ContactPhone,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        var logo = await this.ReadUploadAsync(Logo, nameof(Logo));
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var saved = await save.RunAsync(User.Actor(), Id, Form.Read(), logo, WithoutLogo);
        return !saved.IsDone ? this.PageWithErrors(saved) : this.Next(Links.Funds.Letterhead(Id), "The letterhead is saved");
    }

    private async Task LoadAsync()
    {
        (Fund, Head, Preview) = await db.ReadAsync(async work =>
        {
            var fund = (await FundQueries.GetAsync(work, Id)).Fund;
            var head = await Letterheads.OfAsync(work, office, Id);
            return (
                fund,
                await Letterheads.FindAsync(work, Id),
                new LetterDocument
                {
                    Title = "Title of the letter",
                    Sender = head.Sender,
                    Reference = $"{fund.Prefix}-00-R0-001",
                    Date = LondonTime.DateOf(work.Now),
                    Recipient = ["Name of the person", "Name of the organisation"],
                    Blocks =
                    [
                        new Paragraph("The words of the letter."),
                        new Paragraph("Yours sincerely,"),
                        head.Sign(new Signature(head.SignatoryName ?? "Name of the person who decided", $"for the {office.FunderName}")),
                    ],
                }
            );
        });
    }
}
