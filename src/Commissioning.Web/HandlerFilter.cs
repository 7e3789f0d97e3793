using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Commissioning.Web;

/// <summary>Refuses a form or method for which a page has no handler. The framework would draw the page without loading it, which
/// fails.</summary>
public sealed class HandlerFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        if (context.HandlerMethod is null && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            context.Result = new ContentResult
            {
                StatusCode = StatusCodes.Status405MethodNotAllowed,
                ContentType = "text/plain; charset=utf-8",
                Content = "Nothing can be sent to this page. Go back, load the page again and try once more.",
            };
    }
}
