using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ManageRounds)]
public sealed class MessageModel(Db db, SaveMessage save, ResetMessage reset) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    [BindProperty]
    public MessageForm Form { get; set; } = new();
    public MessageDefault Default { get; private set; } = null!;
    public MessageQueries.Template Saved { get; private set; } = null!;
    public (string Subject, string Body)? Preview { get; private set; }

    public sealed class MessageForm
    {
        public string? Subject { get; set; }
        public string? Body { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new() { Subject = Saved.Subject, Body = Saved.Body };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return this.AnyErrors(await save.RunAsync(User.Actor(), Id, Default.Kind, Form.Subject, Form.Body))
            ? this.PageWithErrors()
            : this.Next(Links.Funds.Fund(Id), "The message is saved");
    }

    /// <summary>Uses samples in place of the fields; nothing is saved.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await LoadAsync();
        if (this.AnyErrors(MessageRules.WhyWrong(Default.Kind, Form.Subject, Form.Body)))
            return this.PageWithErrors();
        var samples = Default.Fields.ToDictionary(field => field.Name, field => field.Sample);
        Preview = (MessageRules.Fill(Form.Subject!, samples), MessageRules.Body(Default.Kind, Form.Body!, samples));
        return Page();
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        await LoadAsync();
        var outcome = await reset.RunAsync(User.Actor(), Id, Default.Kind);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Applications.Message(Id, Default.Kind), "The default message is restored");
    }

    private async Task LoadAsync()
    {
        if (!Enum.TryParse<MessageKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new NotFoundException("No such message");
        await db.ReadAsync(work => FundQueries.GetAsync(work, Id));
        (Default, Saved) = (MessageRules.Of(kind), await db.ReadAsync(work => MessageQueries.GetAsync(work, Id, kind)));
    }
}
