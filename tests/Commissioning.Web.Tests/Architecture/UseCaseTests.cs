using System.Reflection;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Every command and query class of Features is registered by the one convention, and can be made.</summary>
public sealed class UseCaseTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public void Every_class_that_needs_the_database_or_does_something_is_registered()
    {
        var registered = UseCases.All().ToHashSet();
        var forgotten = typeof(UseCases)
            .Assembly.GetTypes()
            // What is internal is a part of a command, which no page can ask for.
            .Where(type => type is { IsClass: true, IsAbstract: false, IsPublic: true })
            .Where(type => NeedsTheDatabase(type) || DoesSomething(type))
            .Where(type => !registered.Contains(type));
        Assert.Empty(forgotten.Select(type => type.FullName));
    }

    [Fact]
    public void Every_registered_class_can_be_made()
    {
        using var scope = host.Services.CreateScope();
        Assert.All(UseCases.All(), type => Assert.NotNull(scope.ServiceProvider.GetRequiredService(type)));
    }

    private static bool NeedsTheDatabase(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Db)));

    /// <summary>Said more loosely than the convention, so that a class that misses it by a word is found.</summary>
    private static bool DoesSomething(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Any(method => typeof(Task).IsAssignableFrom(method.ReturnType));
}
