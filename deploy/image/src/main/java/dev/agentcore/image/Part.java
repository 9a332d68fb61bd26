// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import java.io.IOException;
import java.util.List;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;

/**
 * A component of the image that Maven does not know.
 *
 * @param type its type
 * @param name its name
 * @param version its version
 * @param purl its package URL
 * @param licence its SPDX identifier or an expression of several, or "" if there is only a text
 * @param texts the paths of its licence in the image
 */
record Part(Component.Type type, String name, String version, String purl, String licence, List<String> texts) {
    /** The property of a component with the path of its licence in the image. There may be several. */
    static final String LICENCE_FILE = "agent-core:licence-file";

    /** A library that its project publishes, and no package manager. */
    static Part library(String name, String version, String licence, String... texts) {
        return new Part(
                Component.Type.LIBRARY,
                name,
                version,
                "pkg:generic/" + name + "@" + version.replace("+", "%2B").replace("~", "%7E"),
                licence,
                List.of(texts));
    }

    /** The part as a CycloneDX component. */
    Component component(LicenceTexts present) throws IOException {
        var component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        component.setPurl(purl);
        component.setBomRef(purl);
        component.setLicenses(licences());
        for (String text : texts) {
            component.addProperty(licenceFile(present.present(text)));
        }
        return component;
    }

    /** The property for a licence's path. */
    static Property licenceFile(String path) {
        return new Property(LICENCE_FILE, path);
    }

    /** The SHA-256 of a component's source archive. */
    static Hash sha256(String hex) {
        return new Hash(Hash.Algorithm.SHA_256, hex);
    }

    private LicenseChoice licences() {
        var choice = new LicenseChoice();
        if (licence.contains(" ")) {
            choice.setExpression(new Expression(licence));
        } else {
            var license = new License();
            if (licence.isEmpty()) {
                license.setName(name + "'s own licence");
            } else {
                license.setId(licence);
            }
            choice.addLicense(license);
        }
        return choice;
    }
}
