using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace Commissioning.Web;

/// <summary>Keeps a notice for the next page in a cookie. Where there is no notice and no cookie there is nothing to delete, so a visitor
/// who only reads gets no cookie, and a cache may keep the page.</summary>
public sealed class NoticeCookie(CookieTempDataProvider cookie, IOptions<CookieTempDataProviderOptions> options) : ITempDataProvider
{
    public IDictionary<string, object> LoadTempData(HttpContext context) => cookie.LoadTempData(context);

    public void SaveTempData(HttpContext context, IDictionary<string, object> values)
    {
        if (values.Count > 0 || context.Request.Cookies.ContainsKey(options.Value.Cookie.Name!))
            cookie.SaveTempData(context, values);
    }
}
