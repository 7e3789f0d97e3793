using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Commissioning.Web;

/// <summary>Tells the database which form asks for the changes of a page's handler, so that a form sent twice counts once.</summary>
public sealed class FormNumberFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // Read already, for its token. The error page gets a form that cannot be read, and must not read it again.
        var sent = context.HttpContext.Features.Get<IFormFeature>()?.Form;
        using var form = Guid.TryParse(sent?[FormNumber.Field], out var number) ? FormNumber.Use(number) : null;
        await next();
    }
}
