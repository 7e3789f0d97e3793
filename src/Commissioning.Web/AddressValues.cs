using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Commissioning.Web;

/// <summary>What a page reads of its address. Of a form that is sent nothing that belongs in the form: the framework would look there for a
/// field that is missing, and a crafted link could tick a box for whoever then presses the button.</summary>
public sealed class AddressValues : IValueProviderFactory
{
    public Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        var values = request.Query.ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (!HttpMethods.IsGet(request.Method) && context.ActionContext.ActionDescriptor is CompiledPageActionDescriptor page)
            foreach (var field in page.BoundProperties.OfType<PageBoundPropertyDescriptor>().Where(IsOfTheForm))
            foreach (var name in values.Keys.Where(name => name.Split('.', '[')[0].Equals(field.Name, StringComparison.OrdinalIgnoreCase)))
                values.Remove(name);
        if (values.Count > 0)
            context.ValueProviders.Add(
                new QueryStringValueProvider(BindingSource.Query, new QueryCollection(values), CultureInfo.InvariantCulture)
            );
        return Task.CompletedTask;
    }

    private static bool IsOfTheForm(PageBoundPropertyDescriptor field) =>
        field.Property.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: false };
}
